//! Tables on the alliance, its joint business and its parties.

use jiff::civil::Date;

use super::Id;

super::words! {
    /// The form of an alliance.
    AllianceFormWord {
        /// Independent firms under a contract.
        Contract,
        /// A joint legal entity.
        Entity,
        /// Neither written nor founded.
        Informal,
    }

    /// Where an alliance stands in its life.
    StageWord {
        /// Partners are being considered.
        Considering,
        /// Partners are settling the terms.
        Forming,
        /// The joint business runs.
        Running,
        /// It is being wound up.
        Ending,
        /// It is over.
        Ended,
    }

    /// Person or firm.
    PartyKindWord {
        /// One person.
        Person,
        /// A firm.
        Firm,
    }

    /// What a party is to the alliance.
    PartyRoleWord {
        /// The founder or lead partner.
        Lead,
        /// A partner.
        Partner,
        /// Being considered.
        Candidate,
        /// Considered and not chosen, or gone.
        Left,
    }

    /// What others say of a party that is not at the table.
    AbsenceWord {
        /// It has left the alliance.
        Left,
        /// Nobody who spoke for it can be reached any more.
        Silent,
    }

    /// How a party is paid.
    PaidByWord {
        /// By the hour.
        Hour,
        /// A fixed price.
        FixedPrice,
        /// A margin on goods.
        Margin,
        /// Commission from a third party.
        Commission,
        /// A retainer or service contract.
        Retainer,
        /// By result.
        Result,
    }

    /// What a check of due diligence came to.
    FindingWord {
        /// Nothing to talk about.
        Clear,
        /// Something to talk about.
        Flag,
        /// Something to settle first.
        RedFlag,
    }
}

super::tables! {
    /// The alliance itself.
    AllianceTable {
        /// What people call it.
        name: String,
        /// Its form when the record begins.
        form: AllianceFormWord,
        /// Its stage when the record begins.
        stage: StageWord,
        /// The lead party.
        lead: Id,
        /// The day on which the record begins.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The id of the framework in use; the default framework if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        framework: Option<Id>,
        /// The playbook it was begun from.
        #[serde(default, skip_serializing_if = "super::is_default")]
        from_playbook: Option<Id>,
        /// Of a past alliance: the day on which all this was written down from memory.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recalled: Option<Date>,
    }

    /// A move to another stage.
    StageTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// The new stage.
        stage: StageWord,
        /// Why.
        why: String,
    }

    /// A change of form.
    FormTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// The new form.
        form: AllianceFormWord,
        /// Why.
        why: String,
    }

    /// The joint business: the yardstick for fit and for drift.
    JointBusinessTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// What it is for, in a sentence or two.
        purpose: String,
        /// What it sells, a line each.
        offers: Vec<String>,
        /// The activities that the offers are made of.
        #[serde(default, skip_serializing_if = "super::is_default")]
        activities: Vec<Id>,
        /// Whom it serves.
        segments: Vec<Id>,
        /// What the partners are up against.
        #[serde(default, skip_serializing_if = "super::is_default")]
        foe: Option<String>,
        /// What work is in, a line each.
        in_scope: Vec<String>,
        /// What work is out, a line each.
        #[serde(default, skip_serializing_if = "super::is_default")]
        out_of_scope: Vec<String>,
        /// Examples on the edge.
        #[serde(default, skip_serializing_if = "super::is_default")]
        edge: Vec<String>,
        /// Capabilities needed.
        #[serde(default, skip_serializing_if = "super::is_default")]
        need: Vec<NeedTable>,
        /// Yearly revenue aimed at.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0))]
        revenue_aim: Option<f64>,
    }

    /// One capability that the joint business needs.
    NeedTable {
        /// The capability.
        capability: Id,
        /// The level needed, 1 to 7.
        #[schemars(range(min = 1, max = 7))]
        level: u8,
        /// How many people should have it.
        #[schemars(range(min = 1, max = 50))]
        cover: u8,
        /// Hours a month.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0))]
        hours_a_month: Option<f64>,
        /// Whether the joint business stands still without it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        must_have: bool,
    }

    /// A party: a person or a firm.
    PartyTable {
        /// Its id.
        id: Id,
        /// What people call it.
        name: String,
        /// Person or firm.
        kind: PartyKindWord,
        /// Its role from its first day on.
        role: PartyRoleWord,
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// The people who speak for it, by id; one with the party's own id if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        people: Vec<Id>,
        /// What it brings, in a sentence.
        #[serde(default, skip_serializing_if = "super::is_default")]
        brings: Option<String>,
        /// Later changes of its role.
        #[serde(default, skip_serializing_if = "super::is_default")]
        role_change: Vec<RoleChangeTable>,
        /// What others said of its not being at the table.
        #[serde(default, skip_serializing_if = "super::is_default")]
        absence: Vec<AbsenceTable>,
        /// Its own business; a later table replaces an earlier one.
        #[serde(default, skip_serializing_if = "super::is_default")]
        model: Vec<ModelTable>,
        /// What its people can do.
        #[serde(default, skip_serializing_if = "super::is_default")]
        capability: Vec<CapabilityTable>,
        /// Checks of due diligence on it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        diligence: Vec<DiligenceTable>,
    }

    /// A change of a party's role.
    RoleChangeTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The new role.
        role: PartyRoleWord,
        /// Why.
        why: String,
    }

    /// What another party says of one that is not at the table.
    AbsenceTable {
        /// The day on which it was said.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Which party says so.
        by: Id,
        /// What it says.
        says: AbsenceWord,
        /// Why.
        why: String,
    }

    /// A party's own business.
    ModelTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// What it sells.
        #[serde(default, skip_serializing_if = "super::is_default")]
        sells: Vec<SaleTable>,
        /// Activities it says it will not sell.
        #[serde(default, skip_serializing_if = "super::is_default")]
        excludes: Vec<Id>,
        /// Whom it serves.
        #[serde(default, skip_serializing_if = "super::is_default")]
        segments: Vec<Id>,
        /// The rivals it names.
        #[serde(default, skip_serializing_if = "super::is_default")]
        rivals: Vec<String>,
        /// How it is paid.
        #[serde(default, skip_serializing_if = "super::is_default")]
        paid_by: Vec<PaidByWord>,
        /// What else binds it: ownership, exclusivity, commission.
        #[serde(default, skip_serializing_if = "super::is_default")]
        ties: Vec<TieTable>,
        /// Where its gain is another's loss.
        #[serde(default, skip_serializing_if = "super::is_default")]
        pulls: Vec<PullTable>,
    }

    /// One thing that a party sells.
    SaleTable {
        /// What.
        activity: Id,
        /// To whom; to all its segments if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        segments: Vec<Id>,
        /// The part of its own revenue, 0 to 1.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0, max = 1.0))]
        revenue_share: Option<f64>,
    }

    /// A tie to somebody outside.
    TieTable {
        /// To whom.
        to: String,
        /// What the tie is.
        what: String,
    }

    /// A reason why one's gain is another's loss.
    PullTable {
        /// Against which party; against the joint business if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        against: Option<Id>,
        /// Why.
        why: String,
    }

    /// Something that one person of a party can do.
    CapabilityTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who; the party's first person if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        person: Option<Id>,
        /// What.
        capability: Id,
        /// The level claimed, 1 to 7.
        #[schemars(range(min = 1, max = 7))]
        level: u8,
        /// The level that peers see, 1 to 7.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 1, max = 7))]
        peer_level: Option<u8>,
        /// What shows it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        evidence: Option<String>,
        /// When and why it was there no more.
        #[serde(default, skip_serializing_if = "super::is_default")]
        ended: Option<WhyTable>,
    }

    /// A day and a reason.
    WhyTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Why.
        why: String,
    }

    /// One check of due diligence on a party.
    DiligenceTable {
        /// The check, from the framework.
        check: Id,
        /// When it was asked for.
        #[schemars(schema_with = "super::date")]
        asked: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Whether the party consented in writing.
        #[serde(default, skip_serializing_if = "super::is_default")]
        consented: bool,
        /// What was found; a later result replaces an earlier one.
        #[serde(default, skip_serializing_if = "super::is_default")]
        result: Vec<DiligenceResultTable>,
    }

    /// What a check found.
    DiligenceResultTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// What it came to.
        finding: FindingWord,
        /// The evidence seen.
        evidence: String,
        /// When it goes stale; by the framework's days if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        stale_on: Option<Date>,
    }

    /// A comparison of the accounts of two parties.
    AccountsTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// The two parties.
        between: [Id; 2],
        /// How many accounts each has.
        accounts: [u32; 2],
        /// How many of them are common.
        common: u32,
        /// How many named competitors are common.
        #[serde(default, skip_serializing_if = "super::is_default")]
        common_rivals: Option<u32>,
        /// A remark.
        #[serde(default, skip_serializing_if = "super::is_default")]
        note: Option<String>,
    }

    /// An exchange of diligence packs that was made elsewhere, all at one moment.
    DiligenceExchangeTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// Between whom.
        parties: Vec<Id>,
    }

    /// An adviser: sees the case only while all parties consent.
    AdviserTable {
        /// The adviser's id.
        id: Id,
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party that asked the adviser in.
        invited_by: Id,
        /// Parties that let the adviser see the case.
        #[serde(default, skip_serializing_if = "super::is_default")]
        consents: Vec<PartyDayTable>,
        /// Parties that took it back.
        #[serde(default, skip_serializing_if = "super::is_default")]
        revoked: Vec<PartyDayTable>,
    }

    /// A party and a day.
    PartyDayTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        party: Id,
    }
}
