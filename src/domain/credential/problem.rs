//! What can be wrong with a definition or a stack, as data: where it is, what it is, and what to write instead.

use std::fmt;

use crate::domain::coded;

coded! {
    /// How much a problem matters.
    Severity {
        /// It cannot be published like this.
        Error = "error",
        /// It can, but somebody should look.
        Warning = "warning",
    }

    /// The kinds of problems.
    ProblemCode {
        /// A slug that cannot stand in an address.
        SlugForm = "slug-form",
        /// An id that is no plain word.
        IdForm = "id-form",
        /// An id that is there twice.
        IdTwice = "id-twice",
        /// A name that refers to nothing.
        UnknownReference = "unknown-reference",
        /// A name that refers to itself, over others or straight.
        Cycle = "cycle",
        /// A text that has to be there and is not.
        TextMissing = "text-missing",
        /// Nobody to ask.
        ContactMissing = "contact-missing",
        /// Nothing says what others may do with it.
        LicenceMissing = "licence-missing",
        /// The licence says one thing and its switches another.
        LicenceContradicts = "licence-contradicts",
        /// A text was changed that its licence protects.
        LicenceProtects = "licence-protects",
        /// Something that is no language tag.
        LanguageTag = "language-tag",
        /// No estimate of the work.
        MinutesMissing = "minutes-missing",
        /// A number outside of what makes sense.
        OutOfRange = "out-of-range",
        /// The lower limit is above the upper one.
        LimitsCrossed = "limits-crossed",
        /// A list that needs an entry and has none.
        NothingThere = "nothing-there",
        /// The same thing twice where once is meant.
        SaidTwice = "said-twice",
        /// A slot that not everybody can fill, without another way.
        AlternativeMissing = "alternative-missing",
        /// An alternative that has to be filled as well.
        AlternativeRequired = "alternative-required",
        /// A film or recording of which nobody knows whether it can be followed without hearing.
        CaptionsMissing = "captions-missing",
        /// A word count over something that has no words.
        NotAText = "not-a-text",
        /// A limit that caps the result, without a condition that says so.
        CapWithoutCondition = "cap-without-condition",
        /// A condition on a limit that does not cap the result.
        ConditionWithoutCap = "condition-without-cap",
        /// A criterion that is looked for nowhere.
        CriterionWithoutPart = "criterion-without-part",
        /// A criterion that does not fit the rubric's model.
        ModelMismatch = "model-mismatch",
        /// Totals without a band.
        BandGap = "band-gap",
        /// Totals with two bands.
        BandOverlap = "band-overlap",
        /// Bands in the wrong order.
        BandOrder = "band-order",
        /// A band that passes and that no work reaches.
        PassUnreachable = "pass-unreachable",
        /// A pass rule whose lowest total is too laborious to find.
        PassTooComplex = "pass-too-complex",
        /// A part that passes by criteria that it does not have.
        PartWithoutCriterion = "part-without-criterion",
        /// A tree that is too deep.
        TooDeep = "too-deep",
        /// HTML in a text.
        Html = "html",
        /// An address that cannot be followed from here.
        LinkForm = "link-form",
        /// A picture without a description.
        AltMissing = "alt-missing",
        /// An address behind another one.
        ShortenedLink = "shortened-link",
        /// An address at which nothing is.
        DeadLink = "dead-link",
        /// A code that its framework does not have.
        UnknownAlignment = "unknown-alignment",
        /// A text that stops in the middle.
        UnfinishedSentence = "unfinished-sentence",
        /// A text that is hard to read.
        HardToRead = "hard-to-read",
        /// Words that punish.
        PunitiveWords = "punitive-words",
        /// The rubric says nearly what the component says.
        WordingDiffers = "wording-differs",
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// What kind it is.
    pub code: ProblemCode,
    /// The field.
    pub path: FieldPath,
    /// Where in the text of that field, in bytes, when it is a longer text.
    pub offset: Option<usize>,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// What to do about it.
    pub proposal: Option<String>,
}

/// The way to a field by the names that it has in a file, such as `rubric.band[2].min`; indexes begin at 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(Vec<Step>);

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into a field.
    Field(String),
    /// To an entry of a list.
    Item(usize),
}

impl FieldPath {
    /// The whole.
    #[must_use]
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// The field of this name below.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        self.with(Step::Field(name.to_owned()))
    }

    /// The entry of this index below.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.with(Step::Item(index))
    }

    /// The entry of this index in the list of this name below.
    #[must_use]
    pub fn entry(&self, list: &str, index: usize) -> Self {
        self.field(list).item(index)
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The steps, from the outside in.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The fields around it, from the outside in, and itself.
    pub fn and_around(&self) -> impl Iterator<Item = Self> {
        (1..=self.0.len()).map(|length| Self(self.0[..length].to_vec()))
    }

    /// The names alone, as the header of a table has them: `rubric.band`.
    #[must_use]
    pub fn bare(&self) -> String {
        let names = self.0.iter().filter_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Item(_) => None,
        });
        names.collect::<Vec<_>>().join(".")
    }

    /// Whether it is the other path or lies below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if position == 0 => formatter.write_str(name)?,
                Step::Field(name) => write!(formatter, ".{name}")?,
                Step::Item(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Problems as they are found.
#[derive(Debug, Default)]
pub(in crate::domain) struct Findings(Vec<Problem>);

impl Findings {
    /// Something that cannot be published.
    pub fn error(
        &mut self,
        code: ProblemCode,
        path: FieldPath,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.add(Severity::Error, code, path, message.into())
    }

    /// Something to look at.
    pub fn warning(
        &mut self,
        code: ProblemCode,
        path: FieldPath,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.add(Severity::Warning, code, path, message.into())
    }

    fn add(
        &mut self,
        severity: Severity,
        code: ProblemCode,
        path: FieldPath,
        message: String,
    ) -> &mut Problem {
        self.0.push_mut(Problem {
            severity,
            code,
            path,
            offset: None,
            message,
            proposal: None,
        })
    }

    /// What was found until now.
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }

    /// Takes over what was found elsewhere.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// All of them, in the order of their fields.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.0
            .sort_by(|one, other| (&one.path, one.offset).cmp(&(&other.path, other.offset)));
        self.0
    }
}

impl Problem {
    /// With what to do about it.
    pub(in crate::domain) fn propose(&mut self, proposal: impl Into<String>) -> &mut Self {
        self.proposal = Some(proposal.into());
        self
    }

    /// With its place in a longer text.
    pub(in crate::domain) fn at(&mut self, offset: usize) -> &mut Self {
        self.offset = Some(offset);
        self
    }
}
