//! Which path is which operation.

use hyper::http::Method;

use crate::query::unescaped;

/// The path of the list of candidates.
pub const PATH: &str = "/unified/ats/candidates";

/// The path of the list of applications.
pub const APPLICATIONS_PATH: &str = "/unified/ats/applications";

/// What a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Candidates,
    Candidate(String),
    Applications,
    Application(String),
}

impl Route {
    pub(crate) fn of(path: &str) -> Option<Self> {
        for (list, all, one) in [
            (
                PATH,
                Self::Candidates,
                Self::Candidate as fn(String) -> Self,
            ),
            (APPLICATIONS_PATH, Self::Applications, Self::Application),
        ] {
            match path.strip_prefix(list) {
                Some("") => return Some(all),
                Some(rest) => {
                    let id = rest.strip_prefix('/');
                    let id = id.filter(|id| !id.is_empty() && !id.contains('/'));
                    if let Some(id) = id {
                        return Some(one(unescaped(id)));
                    }
                }
                None => {}
            }
        }
        None
    }

    /// The methods that it takes, as `Allow` names them.
    pub(crate) fn allowed(&self) -> &'static str {
        match self {
            Self::Candidates => "GET, POST",
            Self::Candidate(_) | Self::Applications | Self::Application(_) => "GET",
        }
    }

    pub(crate) fn takes(&self, method: &Method) -> bool {
        self.allowed()
            .split(", ")
            .any(|word| word == method.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (path, expected) in [
            (PATH, Some(Route::Candidates)),
            (APPLICATIONS_PATH, Some(Route::Applications)),
            (
                "/unified/ats/candidates/a%2Fb%20%C3%A9",
                Some(Route::Candidate("a/b é".to_owned())),
            ),
            (
                "/unified/ats/applications/1",
                Some(Route::Application("1".to_owned())),
            ),
            ("/unified/ats/candidates/", None),
            ("/unified/ats/candidates/1/2", None),
            ("/unified/ats/candidatesx", None),
            ("/unified/ats/jobs", None),
            ("/", None),
        ] {
            assert_eq!(Route::of(path), expected, "{path}");
        }
    }
}
