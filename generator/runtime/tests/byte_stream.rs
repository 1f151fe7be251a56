//! An answer that arrives in pieces, as a reader.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(any(feature = "reqwest", feature = "futures-io"))]

mod common;

use std::future::poll_fn;
use std::io;
use std::pin::Pin;

use oas_runtime::body::ByteStream;
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::{Error, Request};

use common::LIST;

fn stream(answer: Answer) -> ByteStream {
    let client = ScriptedTransport::new([answer]).client().unwrap();
    block_on(client.send_streaming(Request::new(&LIST))).unwrap()
}

fn pieces() -> Answer {
    Answer::status(200)
        .header("content-type", "application/pdf")
        .piece("abc")
        .piece("")
        .piece("defgh")
}

fn cause(error: &io::Error) -> &Error {
    error.get_ref().unwrap().downcast_ref().unwrap()
}

#[cfg(feature = "reqwest")]
mod tokio_trait {
    use super::*;
    use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

    #[tokio::test]
    async fn what_a_reader_holds_is_part_of_the_whole() {
        let client = ScriptedTransport::new([pieces()]).client().unwrap();
        let mut stream = client.send_streaming(Request::new(&LIST)).await.unwrap();
        stream.read_exact(&mut [0; 2]).await.unwrap();
        assert_eq!(client.read_whole(stream).await.unwrap().body, "cdefgh");
    }

    #[tokio::test]
    async fn it_reads_to_the_end_across_pieces() {
        let client = ScriptedTransport::new([pieces()]).client().unwrap();
        let mut stream = client.send_streaming(Request::new(&LIST)).await.unwrap();
        assert_eq!(stream.content_type(), Some("application/pdf"));
        let mut two = [0; 2];
        stream.read_exact(&mut two).await.unwrap();
        assert_eq!(&two, b"ab");
        assert_eq!(stream.read(&mut []).await.unwrap(), 0);
        // What was not read yet comes with the next piece of the stream.
        assert_eq!(stream.next().await.unwrap().unwrap(), "c");
        let mut rest = String::new();
        stream.read_to_string(&mut rest).await.unwrap();
        assert_eq!(rest, "defgh");
        assert_eq!(stream.read(&mut two).await.unwrap(), 0, "the end stays");
    }

    #[tokio::test]
    async fn lines_need_no_further_buffer() {
        let answer = Answer::status(200)
            .piece("on")
            .piece("e\ntwo\nth")
            .piece("ree");
        let mut lines = stream_of(answer).await.lines();
        let mut all = Vec::new();
        while let Some(line) = lines.next_line().await.unwrap() {
            all.push(line);
        }
        assert_eq!(all, ["one", "two", "three"]);
    }

    async fn stream_of(answer: Answer) -> ByteStream {
        let client = ScriptedTransport::new([answer]).client().unwrap();
        client.send_streaming(Request::new(&LIST)).await.unwrap()
    }

    #[test]
    fn what_breaks_off_is_an_error_with_this_crates_error_in_it() {
        let mut stream = stream(pieces().cut());
        let mut text = String::new();
        let error = block_on(stream.read_to_string(&mut text)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::Other);
        assert!(cause(&error).is_retryable());
        let buffer = block_on(poll_fn(|context| {
            Pin::new(&mut stream)
                .poll_fill_buf(context)
                .map(|result| result.unwrap().len())
        }));
        assert_eq!(buffer, 0, "after an error there is no more");
    }
}

#[cfg(feature = "futures-io")]
mod futures_trait {
    use super::*;
    use futures_io::{AsyncBufRead, AsyncRead};

    fn read(stream: &mut ByteStream, size: usize) -> io::Result<String> {
        let mut buffer = vec![0; size];
        let amount = block_on(poll_fn(|context| {
            Pin::new(&mut *stream).poll_read(context, &mut buffer)
        }))?;
        Ok(String::from_utf8(buffer[..amount].to_vec()).unwrap())
    }

    #[test]
    fn it_reads_to_the_end_across_pieces() {
        let mut stream = stream(pieces());
        assert_eq!(read(&mut stream, 2).unwrap(), "ab");
        assert_eq!(read(&mut stream, 0).unwrap(), "");
        assert_eq!(read(&mut stream, 9).unwrap(), "c");
        let filled = block_on(poll_fn(|context| {
            Pin::new(&mut stream)
                .poll_fill_buf(context)
                .map(|bytes| bytes.unwrap().to_vec())
        }));
        assert_eq!(filled, b"defgh");
        AsyncBufRead::consume(Pin::new(&mut stream), 3);
        assert_eq!(read(&mut stream, 9).unwrap(), "gh");
        assert_eq!(read(&mut stream, 9).unwrap(), "");
    }

    #[test]
    fn what_breaks_off_is_an_error_with_this_crates_error_in_it() {
        let mut stream = stream(Answer::status(200).cut());
        let error = read(&mut stream, 9).unwrap_err();
        assert!(cause(&error).is_retryable());
    }
}
