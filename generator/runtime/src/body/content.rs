//! What a body is made of: bytes, files and streams, as a value that can be sent more than
//! once where that is possible.

use std::error::Error as StdError;
use std::fmt;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::path::PathStream;
use crate::transport::{TransportError, TransportErrorKind};

pub(super) type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// Where the bytes of a body come from. Clones share a stream that exists only once.
#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    Path(Arc<Path>),
    /// A stream that can be made again.
    Again {
        make: Arc<dyn Fn() -> Pieces + Send + Sync>,
        length: Option<u64>,
    },
    /// A stream that exists once: whoever reads first takes it.
    Once {
        slot: Arc<Mutex<Option<Pieces>>>,
        length: Option<u64>,
    },
    /// One after the other.
    Joined(Arc<[Content]>),
}

impl Content {
    /// Whether it can be read from its start, as far as that is known before it is tried.
    pub(crate) fn is_readable(&self) -> bool {
        match self {
            Self::Bytes(_) | Self::Path(_) | Self::Again { .. } => true,
            Self::Once { slot, .. } => slot
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .is_some(),
            Self::Joined(contents) => contents.iter().all(Self::is_readable),
        }
    }

    /// Whether any of it is read while it is sent.
    pub(crate) fn is_streamed(&self) -> bool {
        match self {
            Self::Bytes(_) => false,
            Self::Path(_) | Self::Again { .. } | Self::Once { .. } => true,
            Self::Joined(contents) => contents.iter().any(Self::is_streamed),
        }
    }

    /// The length where it is known without asking the file system.
    pub(crate) fn known_length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Path(_) => None,
            Self::Again { length, .. } | Self::Once { length, .. } => *length,
            Self::Joined(contents) => contents.iter().try_fold(0_u64, |sum, content| {
                sum.checked_add(content.known_length()?)
            }),
        }
    }

    /// The length, files measured.
    pub(super) async fn measured_length(&self) -> Result<Option<u64>, TransportError> {
        let mut sum = Some(0_u64);
        for content in self.flat() {
            let length = match &content {
                Self::Path(path) => super::path::length(path.clone()).await?,
                other => other.known_length(),
            };
            sum = sum.and_then(|sum| sum.checked_add(length?));
        }
        Ok(sum)
    }

    /// The contents one after the other, none of them joined of others.
    pub(super) fn flat(&self) -> Vec<Self> {
        match self {
            Self::Joined(contents) => contents.iter().flat_map(Self::flat).collect(),
            other => vec![other.clone()],
        }
    }

    /// Begins to read; for what is not joined of others.
    pub(super) fn read(self) -> Result<Pieces, TransportError> {
        Ok(match self {
            Self::Bytes(bytes) => Box::pin(Single(Some(bytes))),
            Self::Path(path) => Box::pin(PathStream::new(path)),
            Self::Again { make, .. } => make(),
            Self::Once { slot, .. } => {
                let stream = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
                stream.ok_or_else(|| {
                    unreadable("its stream can be read only once, and was read already")
                })?
            }
            Self::Joined(_) => return Err(unreadable("it is made of several others")),
        })
    }
}

/// The error for a body that cannot be read to be sent.
pub(super) fn unreadable(reason: impl Into<Box<dyn StdError + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::RequestBody, reason)
}

struct Single(Option<Bytes>);

impl Stream for Single {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// The stream of a caller, with its errors turned.
struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(context)
            .map(|item| item.map(|piece| piece.map(Into::into).map_err(unreadable)))
    }
}

/// What is sent as a file: bytes, a file on disk, or a stream. Never held whole, unless it
/// was given so.
///
/// Bytes, files on disk and [streams that can be made again](Self::from_stream_fn) are sent
/// again when a request is tried again. A [stream that exists once](Self::from_stream) is
/// not: a call whose stream was begun ends with its first error.
///
/// The client's limits for an attempt and for a call do not hold for what is read while it is
/// sent, which takes as long as it takes; that for silence does, and so do those that a request
/// has of its own.
///
/// ```
/// use oas_runtime::body::FileContent;
///
/// let held = FileContent::from("name,count\n").with_file_name("counts.csv");
/// let on_disk = FileContent::from_path("picture.png").with_content_type("image/png");
/// ```
#[derive(Clone)]
pub struct FileContent {
    pub(crate) content: Content,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
}

impl FileContent {
    fn new(content: Content) -> Self {
        Self {
            content,
            file_name: None,
            content_type: None,
        }
    }

    /// A file on disk, under its own name. It is opened when it is sent, and read piece by
    /// piece on a thread where it holds nothing up.
    #[must_use]
    pub fn from_path(path: impl AsRef<Path>) -> Self {
        let path: Arc<Path> = path.as_ref().into();
        let file_name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Self {
            file_name,
            ..Self::new(Content::Path(path))
        }
    }

    /// A stream, which is sent once at most.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let stream: Pieces = Box::pin(Converted(Box::pin(stream)));
        Self::new(Content::Once {
            slot: Arc::new(Mutex::new(Some(stream))),
            length: None,
        })
    }

    /// A stream that is made anew each time it is sent.
    pub fn from_stream_fn<S, B, E>(make: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::new(Content::Again {
            make: Arc::new(move || Box::pin(Converted(Box::pin(make())))),
            length: None,
        })
    }

    /// A reader of tokio, which is sent once at most.
    #[cfg(feature = "reqwest")]
    pub fn from_reader(reader: impl tokio::io::AsyncRead + Send + 'static) -> Self {
        Self::from_stream(super::reader::TokioPieces::new(reader))
    }

    /// A reader of `futures-io`, which is sent once at most.
    #[cfg(feature = "futures-io")]
    pub fn from_futures_reader(reader: impl futures_io::AsyncRead + Send + 'static) -> Self {
        Self::from_stream(super::reader::FuturesPieces::new(reader))
    }

    /// Says how long a stream is, so that the length of the whole can be told to the server.
    /// A stream that is longer or shorter breaks the request off. For bytes and files on disk
    /// it does nothing: their length is known.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Content::Again { length, .. } | Content::Once { length, .. } = &mut self.content {
            *length = Some(bytes);
        }
        self
    }

    /// With a name for the server, in place of that on disk. It matters in multipart bodies.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// With a media type of its own, in place of what the API says.
    #[must_use]
    pub fn with_content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Whether it can be sent (still, or again): `false` for a stream that was begun.
    #[must_use]
    pub fn is_sendable(&self) -> bool {
        self.content.is_readable()
    }
}

impl From<Bytes> for FileContent {
    fn from(bytes: Bytes) -> Self {
        Self::new(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for FileContent {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for FileContent {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for FileContent {
    fn from(text: &str) -> Self {
        Bytes::copy_from_slice(text.as_bytes()).into()
    }
}

impl From<&[u8]> for FileContent {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl<const LENGTH: usize> From<&[u8; LENGTH]> for FileContent {
    fn from(bytes: &[u8; LENGTH]) -> Self {
        bytes.as_slice().into()
    }
}

impl From<&Path> for FileContent {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl From<PathBuf> for FileContent {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

/// Shows what it is, and neither what is in it nor what it is called.
impl fmt::Debug for FileContent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FileContent({:?})", self.content)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.known_length()) {
            (Self::Path(_), _) => formatter.write_str("file"),
            (Self::Bytes(_), Some(length)) => write!(formatter, "{length} bytes"),
            (_, Some(length)) => write!(formatter, "stream of {length} bytes"),
            (_, None) => formatter.write_str("stream"),
        }
    }
}
