//! The words of the machine: states, events, who causes them, what has to hold, what follows. Owns their stable codes.

use crate::domain::coded;

coded! {
    /// Where an attempt stands.
    State {
        /// The earner works on it.
        Draft = "draft",
        /// Handed in; it can still be taken back.
        Submitted = "submitted",
        /// Looked through for completeness and privacy.
        Screening = "screening",
        /// Waits for an assessor.
        Queued = "queued",
        /// An assessor reads it.
        InAssessment = "in_assessment",
        /// Two readings differ and a lead assessor looks.
        Adjudication = "adjudication",
        /// Decided, and not told yet.
        Decided = "decided",
        /// Decided and told.
        Released = "released",
        /// Its window ended before it was handed in. The work is kept and can be copied.
        Expired = "expired",
        /// The earner took it out.
        Withdrawn = "withdrawn",
        /// A question of integrity stops its clocks.
        OnHold = "on_hold",
        /// Ended by a decision about integrity.
        Voided = "voided",
    }

    /// What can happen to an attempt. The code is also the verb of its audit event.
    Event {
        /// It begins.
        Start = "start",
        /// An answer is saved.
        Save = "save",
        /// It is handed in.
        Submit = "submit",
        /// It is taken back to go on working.
        Recall = "recall",
        /// The time to take it back is over.
        OpenForWork = "open_for_work",
        /// Something that can be mended keeps it from being read.
        ReturnIncomplete = "return_incomplete",
        /// Nothing keeps it from being read.
        PassScreening = "pass_screening",
        /// An assessor takes it.
        Claim = "claim",
        /// The assessor's time is over, or it was given back.
        LoseLease = "lose_lease",
        /// The last reading is there, and readings agree.
        Agree = "agree",
        /// The last reading is there, and readings differ.
        Disagree = "disagree",
        /// A reading goes back to its assessor.
        SendBack = "send_back",
        /// Both readings go back with a clarification before a difference is settled.
        ReturnBoth = "return_both",
        /// A lead assessor settles a difference.
        Adjudicate = "adjudicate",
        /// The result goes out.
        Release = "release",
        /// A lead assessor wants to look before the result goes out.
        HoldForQa = "hold_for_qa",
        /// Its window is over.
        EndWindow = "end_window",
        /// The earner takes it out.
        Withdraw = "withdraw",
        /// A case about integrity is opened.
        Hold = "hold",
        /// The case is closed and changes nothing.
        Resume = "resume",
        /// The case ends the attempt.
        Void = "void",
        /// The next attempt was handed in.
        Supersede = "supersede",
        /// An appeal has it read again.
        Reopen = "reopen",
        /// It gets more time.
        Extend = "extend",
    }

    /// On whose behalf something happens, in words of tool roles (B.1.3).
    Who {
        /// The person whose attempt it is.
        Earner = "earner",
        /// The schedule or an automatic rule.
        System = "system",
        /// Looks work through for completeness.
        Screener = "screener",
        /// Reads it.
        Assessor = "assessor",
        /// Settles differences and lets results go out.
        LeadAssessor = "lead_assessor",
        /// Decides questions of integrity.
        IntegrityOfficer = "integrity_officer",
        /// Decides appeals.
        AppealPanel = "appeal_panel",
        /// Runs the programme.
        ProgramAdmin = "program_admin",
        /// Helps the earner.
        Coach = "coach",
    }
}

macro_rules! ordered {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+ })+) => {
        coded! {$($(#[$doc])* $name { $($(#[$variant_doc])* $variant = $code,)+ })+}
        $(
            impl PartialOrd for $name {
                fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                    Some(self.cmp(other))
                }
            }

            impl Ord for $name {
                fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                    (*self as u8).cmp(&(*other as u8))
                }
            }
        )+
    };
}

ordered! {
    /// What has to hold for something to happen.
    Guard {
        /// The micro-credential is offered to this person.
        Offered = "offered",
        /// Everything is held that has to be held before.
        PrerequisitesMet = "prerequisites_met",
        /// The person has no other open attempt on this micro-credential.
        NoOpenAttempt = "no_open_attempt",
        /// It may be tried once more.
        AttemptsLeft = "attempts_left",
        /// A coach was seen, where one has to be.
        CoachStepDone = "coach_step_done",
        /// The approval is there, where one is needed to start.
        Preapproved = "preapproved",
        /// The survey that comes before is answered, where there is one.
        SurveyAnswered = "survey_answered",
        /// The cohort's rules leave room for one more at a time.
        CohortLimitKept = "cohort_limit_kept",
        /// Nobody saved something newer that this change does not know.
        NothingNewerSaved = "nothing_newer_saved",
        /// Everything that is required is there.
        Complete = "complete",
        /// Every file can be handed in.
        FilesReady = "files_ready",
        /// No limit is broken that blocks handing in.
        LimitsKept = "limits_kept",
        /// Everything is confirmed that has to be.
        AttestationsGiven = "attestations_given",
        /// The window is open.
        WindowOpen = "window_open",
        /// The days since the last result have gone by.
        CooledOff = "cooled_off",
        /// The time to take it back is not over.
        RecallOpen = "recall_open",
        /// The time to take it back is over.
        RecallOver = "recall_over",
        /// Nobody looks it through or reads it.
        NobodyReading = "nobody_reading",
        /// A reason is given.
        ReasonGiven = "reason_given",
        /// The assessor is qualified.
        Qualified = "qualified",
        /// Nothing makes the assessor partial.
        NoConflict = "no_conflict",
        /// The assessor has room for one more.
        LeaseLeft = "lease_left",
        /// The assessor reads the work's language.
        LanguageMatches = "language_matches",
        /// No reading was submitted.
        NoReadingSubmitted = "no_reading_submitted",
        /// All readings that are needed were submitted.
        ReadingsSubmitted = "readings_submitted",
        /// They agree.
        ReadingsAgree = "readings_agree",
        /// They do not agree.
        ReadingsDiffer = "readings_differ",
        /// A reading lacks feedback or has an error.
        ReadingNeedsWork = "reading_needs_work",
        /// Both readings are there, nothing is decided, and they were not returned before.
        FirstReturn = "first_return",
        /// Who decides has not read it before.
        NotAReader = "not_a_reader",
        /// All feedback that is needed is there.
        FeedbackComplete = "feedback_complete",
        /// The window is over, without extension.
        WindowOver = "window_over",
        /// A case is opened.
        CaseOpened = "case_opened",
        /// The case is closed without action.
        CaseClosed = "case_closed",
        /// The case is decided.
        CaseDecided = "case_decided",
        /// The result was "revise".
        ToBeRevised = "to_be_revised",
        /// The next attempt was handed in.
        NextSubmitted = "next_submitted",
        /// The appeal asks for another reading.
        RescoreDecided = "rescore_decided",
        /// Where a coach may give more time, or it is not a coach who does.
        MayExtend = "may_extend",
        /// The window has started, and would end later than it does now, and not too late.
        EndsLater = "ends_later",
    }
}

coded! {
    /// What follows from a transition, besides its audit event; done in the same transaction.
    Effect {
        /// What was written before is there to begin with.
        CarryAnswers = "carry_answers",
        /// The window starts when nothing was saved before.
        StartWindow = "start_window",
        /// The work is kept as it was handed in.
        TakeSnapshot = "take_snapshot",
        /// The time to take it back starts.
        StartRecall = "start_recall",
        /// The LMS is told that it was handed in.
        PostSubmitted = "post_submitted",
        /// The earner is told.
        TellEarner = "tell_earner",
        /// The snapshot is kept as one that was taken back.
        MarkRecalled = "mark_recalled",
        /// The time that it was with us is given back.
        GiveTimeBack = "give_time_back",
        /// The time until the result starts to count.
        StartClock = "start_clock",
        /// The window ends later: with the day that was given, or in two weeks at least after work comes back.
        ExtendWindow = "extend_window",
        /// A lease is given.
        GiveLease = "give_lease",
        /// A lease is renewed.
        RenewLease = "renew_lease",
        /// The draft of a reading is kept for its author.
        KeepReadingDraft = "keep_reading_draft",
        /// A decision is written.
        Decide = "decide",
        /// The lead assessor is told.
        TellLead = "tell_lead",
        /// It counts as an attempt.
        Count = "count",
        /// It counts as an attempt when the case says so.
        CountByCase = "count_by_case",
        /// The award, stacks, gates and benefits follow, when it passed.
        GrantAward = "grant_award",
        /// The LMS is told the result.
        PostDecision = "post_decision",
        /// The work is kept and can be copied.
        Archive = "archive",
        /// Clocks stop.
        StopClocks = "stop_clocks",
        /// Clocks go on, with the lost time added.
        ResumeClocks = "resume_clocks",
        /// The award is revoked.
        RevokeAward = "revoke_award",
        /// The LMS is told that there is no result.
        PostClear = "post_clear",
        /// It is marked as followed by another.
        MarkSuperseded = "mark_superseded",
        /// New readings are asked for.
        AskForReadings = "ask_for_readings",
    }
}

impl State {
    /// Every state.
    pub const ALL: [Self; 12] = [
        Self::Draft,
        Self::Submitted,
        Self::Screening,
        Self::Queued,
        Self::InAssessment,
        Self::Adjudication,
        Self::Decided,
        Self::Released,
        Self::Expired,
        Self::Withdrawn,
        Self::OnHold,
        Self::Voided,
    ];

    /// Whether it is not at its end; there is one such attempt for a person and a micro-credential at most (B.7, 1).
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Released | Self::Expired | Self::Withdrawn | Self::Voided
        )
    }

    /// Whether it is with us, so that its window stands still (B.4.9).
    #[must_use]
    pub const fn is_with_us(self) -> bool {
        self.is_open() && !matches!(self, Self::Draft)
    }
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 24] = [
        Self::Start,
        Self::Save,
        Self::Submit,
        Self::Recall,
        Self::OpenForWork,
        Self::ReturnIncomplete,
        Self::PassScreening,
        Self::Claim,
        Self::LoseLease,
        Self::Agree,
        Self::Disagree,
        Self::SendBack,
        Self::ReturnBoth,
        Self::Adjudicate,
        Self::Release,
        Self::HoldForQa,
        Self::EndWindow,
        Self::Withdraw,
        Self::Hold,
        Self::Resume,
        Self::Void,
        Self::Supersede,
        Self::Reopen,
        Self::Extend,
    ];
}
