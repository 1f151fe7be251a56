//! The table of how each shape is written.

/// A query parameter of an operation. Emitted code has one constant for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryParameter {
    /// The name on the wire.
    pub name: &'static str,
    /// How its value is written.
    pub style: QueryStyle,
    /// Whether the value is about a person. It then appears in no debug output and no error.
    pub personal: bool,
    /// Whether reserved characters that mean nothing in a query, and what is percent-encoded
    /// already, are sent as they are.
    pub allow_reserved: bool,
    /// Whether an empty array or object is sent as the name with an empty value.
    pub allow_empty: bool,
}

impl QueryParameter {
    /// A parameter without personal data.
    #[must_use]
    pub const fn new(name: &'static str, style: QueryStyle) -> Self {
        Self {
            name,
            style,
            personal: false,
            allow_reserved: false,
            allow_empty: false,
        }
    }

    /// The same parameter, marked as personal.
    #[must_use]
    pub const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }

    /// The same parameter, with OpenAPI's `allowReserved`.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The same parameter, with OpenAPI's `allowEmptyValue`.
    #[must_use]
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }
}

/// How the value of a parameter is written into the query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryStyle {
    /// Nested brackets to any sensible depth: `a[b][c]=x`.
    Nested(NestedForm),
    /// OpenAPI's `form`: `a=x&a=y`, or `a=x,y` without `explode`.
    Form {
        /// One pair for each element.
        explode: bool,
    },
    /// OpenAPI's `spaceDelimited`: `a=x%20y`. A space within an element is refused.
    SpaceDelimited {
        /// One pair for each element.
        explode: bool,
    },
    /// OpenAPI's `pipeDelimited`: `a=x%7Cy`. A pipe within an element is refused.
    PipeDelimited {
        /// One pair for each element.
        explode: bool,
    },
    /// OpenAPI's `deepObject`: `a[b]=x`. Of what is nested the standard is silent: objects get
    /// further brackets, arrays of scalars repeat their name, arrays of objects get indices.
    DeepObject,
    /// A parameter with `content` of JSON: `a=%7B%22b%22%3A1%7D`.
    Json,
}

/// How [`QueryStyle::Nested`] writes arrays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NestedForm {
    /// Arrays in which no element is an object or an array.
    pub scalar_arrays: ArrayForm,
    /// All other arrays.
    pub object_arrays: ArrayForm,
}

/// How an element of an array is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArrayForm {
    /// `a[]=x`
    Brackets,
    /// `a[0]=x`
    Indices,
    /// `a=x`, once for each element.
    Repeat,
}

impl QueryStyle {
    /// `a[]=x` for arrays of scalars, `a[0][b]=x` for arrays of objects. A parser in the
    /// manner of `qs` reads both back to what was meant.
    pub const BRACKETS: Self = Self::Nested(NestedForm {
        scalar_arrays: ArrayForm::Brackets,
        object_arrays: ArrayForm::Indices,
    });

    /// The table: what stands for an array of scalars, an array with objects, and an object.
    const fn row(self) -> Row {
        match self {
            Self::Nested(form) => Row {
                scalar_array: form.scalar_arrays.writing(),
                object_array: form.object_arrays.writing(),
                object: ObjectWriting::Brackets,
                nested: true,
            },
            Self::DeepObject => Row {
                scalar_array: ArrayWriting::Repeat,
                object_array: ArrayWriting::Index,
                object: ObjectWriting::Brackets,
                nested: true,
            },
            Self::Form { explode: true }
            | Self::SpaceDelimited { explode: true }
            | Self::PipeDelimited { explode: true } => Row {
                scalar_array: ArrayWriting::Repeat,
                object_array: ArrayWriting::Refused,
                object: ObjectWriting::OwnNames,
                nested: false,
            },
            Self::Form { explode: false } => Row::joined(","),
            Self::SpaceDelimited { explode: false } => Row::joined("%20"),
            Self::PipeDelimited { explode: false } => Row::joined("%7C"),
            // Written without the table: it has one value, whatever its shape.
            Self::Json => Row {
                scalar_array: ArrayWriting::Refused,
                object_array: ArrayWriting::Refused,
                object: ObjectWriting::Refused,
                nested: false,
            },
        }
    }

    /// Whether the names have brackets: they are read by parsers in the manner of `qs`, whose
    /// limits hold.
    pub(crate) const fn has_brackets(self) -> bool {
        self.row().nested
    }

    pub(super) const fn scalar_array(self, is_top: bool) -> ArrayWriting {
        let row = self.row();
        if is_top || row.nested {
            row.scalar_array
        } else {
            ArrayWriting::Refused
        }
    }

    pub(super) const fn object_array(self) -> ArrayWriting {
        self.row().object_array
    }

    pub(super) const fn object(self, is_top: bool) -> ObjectWriting {
        let row = self.row();
        if is_top || row.nested {
            row.object
        } else {
            ObjectWriting::Refused
        }
    }
}

impl ArrayForm {
    const fn writing(self) -> ArrayWriting {
        match self {
            Self::Brackets => ArrayWriting::Brackets,
            Self::Indices => ArrayWriting::Index,
            Self::Repeat => ArrayWriting::Repeat,
        }
    }
}

struct Row {
    scalar_array: ArrayWriting,
    object_array: ArrayWriting,
    object: ObjectWriting,
    /// Whether arrays and objects may stand inside others.
    nested: bool,
}

impl Row {
    const fn joined(delimiter: &'static str) -> Self {
        Self {
            scalar_array: ArrayWriting::Joined(delimiter),
            object_array: ArrayWriting::Refused,
            object: ObjectWriting::Joined(delimiter),
            nested: false,
        }
    }
}

/// What an element adds to the name of its array.
#[derive(Clone, Copy)]
pub(super) enum ArrayWriting {
    Brackets,
    Index,
    Repeat,
    /// No pairs of their own: one value, with this between the elements.
    Joined(&'static str),
    Refused,
}

/// What a field adds to the name of its object.
#[derive(Clone, Copy)]
pub(super) enum ObjectWriting {
    Brackets,
    /// The field's name alone.
    OwnNames,
    /// One value of names and values, with this between them.
    Joined(&'static str),
    Refused,
}
