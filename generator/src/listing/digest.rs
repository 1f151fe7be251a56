//! The digest of a documentation: enough to see that it changed.

/// FNV-1a of 32 bits over the paragraphs, each with an end; none if there is no text.
pub(crate) fn digest<T: AsRef<str>>(paragraphs: &[T]) -> Option<u32> {
    if paragraphs
        .iter()
        .all(|paragraph| paragraph.as_ref().is_empty())
    {
        return None;
    }
    let bytes = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.as_ref().bytes().chain([0]));
    Some(bytes.fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    }))
}
