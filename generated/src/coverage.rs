// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! Which integration acts on what, as data: to ask before sending.
//!
//! The API ignores a filter that an integration does not support, without an error.

use oas_runtime::coverage::{OperationCoverage, ParameterCoverage};

/// The ids of all integrations.
pub const INTEGRATIONS: &[&str] = &[
    "applicantstack",
    "ashby",
    "bamboohr",
    "breezy",
    "cats",
    "ceipal",
    "fountain",
    "greenhouse",
    "homerun",
    "hrcloud",
    "jazzhr",
    "jobscore",
    "jobvite",
    "keka",
    "lever",
    "loxo",
    "pinpoint",
    "recruitee",
    "recruiterflow",
    "sagehr",
    "smartrecruiters",
    "talentlyft",
    "teamtailor",
    "workable",
    "zohorecruit",
];

/// The id of each integration by its name.
pub mod integration {
    /// ApplicantStack
    pub const APPLICANT_STACK: &str = "applicantstack";
    /// Ashby
    pub const ASHBY: &str = "ashby";
    /// BambooHR
    pub const BAMBOO_HR: &str = "bamboohr";
    /// Breezy
    pub const BREEZY: &str = "breezy";
    /// CATS
    pub const CATS: &str = "cats";
    /// Ceipal
    pub const CEIPAL: &str = "ceipal";
    /// Fountain
    pub const FOUNTAIN: &str = "fountain";
    /// Greenhouse
    pub const GREENHOUSE: &str = "greenhouse";
    /// Homerun
    pub const HOMERUN: &str = "homerun";
    /// HR Cloud
    pub const HR_CLOUD: &str = "hrcloud";
    /// JazzHR
    pub const JAZZ_HR: &str = "jazzhr";
    /// JobScore
    pub const JOB_SCORE: &str = "jobscore";
    /// Jobvite
    pub const JOBVITE: &str = "jobvite";
    /// Keka
    pub const KEKA: &str = "keka";
    /// Lever
    pub const LEVER: &str = "lever";
    /// Loxo
    pub const LOXO: &str = "loxo";
    /// Pinpoint
    pub const PINPOINT: &str = "pinpoint";
    /// Recruitee
    pub const RECRUITEE: &str = "recruitee";
    /// Recruiterflow
    pub const RECRUITERFLOW: &str = "recruiterflow";
    /// Sage HR
    pub const SAGE_HR: &str = "sagehr";
    /// SmartRecruiters
    pub const SMART_RECRUITERS: &str = "smartrecruiters";
    /// TalentLyft
    pub const TALENT_LYFT: &str = "talentlyft";
    /// Teamtailor
    pub const TEAMTAILOR: &str = "teamtailor";
    /// Workable
    pub const WORKABLE: &str = "workable";
    /// Zoho Recruit
    pub const ZOHO_RECRUIT: &str = "zohorecruit";
}

/// What is known of `listCandidates`.
pub static LIST_CANDIDATES: OperationCoverage = OperationCoverage {
    operation: "listCandidates",
    integrations: &[
        "applicantstack",
        "ashby",
        "bamboohr",
        "breezy",
        "cats",
        "ceipal",
        "fountain",
        "greenhouse",
        "homerun",
        "hrcloud",
        "jazzhr",
        "jobscore",
        "jobvite",
        "keka",
        "lever",
        "loxo",
        "pinpoint",
        "recruitee",
        "recruiterflow",
        "sagehr",
        "smartrecruiters",
        "talentlyft",
        "teamtailor",
        "workable",
        "zohorecruit",
    ],
    partial: &[
        "applicantstack",
        "bamboohr",
        "breezy",
        "cats",
        "homerun",
        "jazzhr",
        "recruitee",
        "sagehr",
        "smartrecruiters",
        "talentlyft",
        "workable",
    ],
    parameters: &[
        ParameterCoverage {
            parameter: "job_id",
            supported: &[
                "bamboohr",
                "breezy",
                "greenhouse",
                "homerun",
                "lever",
                "sagehr",
                "smartrecruiters",
                "workable",
            ],
            required: &["breezy", "sagehr"],
            count: Some(9u32),
            notes: &[
                ("bamboohr", "The ID of the job to filter the candidates by."),
                (
                    "breezy",
                    "The unique identifier of the job to fetch the candidates for.",
                ),
                ("greenhouse", "The ID of the job to filter the candidates by."),
                ("homerun", "The ID of the job to filter the candidates by."),
                ("lever", "The ID of the job to filter the candidates by."),
                ("sagehr", "The ID of the job to filter the candidates by."),
                ("smartrecruiters", "The ID of the job to filter the candidates by."),
                ("workable", "The ID of the job to filter the candidates by."),
            ],
        },
        ParameterCoverage {
            parameter: "organization_id",
            supported: &["breezy"],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "sort_by",
            supported: &[],
            required: &[],
            count: Some(2u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "sort_by[created_at]",
            supported: &[],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "sort_by[updated_at]",
            supported: &[],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "job",
            supported: &["fountain", "workable"],
            required: &[],
            count: Some(2u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "job[id]",
            supported: &["fountain"],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "created_at",
            supported: &[
                "fountain",
                "greenhouse",
                "hrcloud",
                "jazzhr",
                "jobscore",
                "lever",
                "teamtailor",
                "workable",
                "zohorecruit",
            ],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "updated_at",
            supported: &[
                "greenhouse",
                "hrcloud",
                "jobvite",
                "lever",
                "smartrecruiters",
                "teamtailor",
                "workable",
                "zohorecruit",
            ],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "tags",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "emails",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "candidate_id",
            supported: &[],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "name",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "title",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "company",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "stage_id",
            supported: &[],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
    ],
};

/// What is known of `createCandidates`.
pub static CREATE_CANDIDATES: OperationCoverage = OperationCoverage {
    operation: "createCandidates",
    integrations: &[
        "applicantstack",
        "ashby",
        "bamboohr",
        "breezy",
        "cats",
        "ceipal",
        "fountain",
        "greenhouse",
        "homerun",
        "hrcloud",
        "jazzhr",
        "jobscore",
        "jobvite",
        "keka",
        "lever",
        "loxo",
        "pinpoint",
        "recruitee",
        "recruiterflow",
        "sagehr",
        "smartrecruiters",
        "talentlyft",
        "teamtailor",
        "workable",
        "zohorecruit",
    ],
    partial: &[],
    parameters: &[
        ParameterCoverage {
            parameter: "job_id",
            supported: &["lever"],
            required: &["lever"],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "application_source",
            supported: &["lever"],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
    ],
};

/// What is known of `getCandidates`.
pub static GET_CANDIDATES: OperationCoverage = OperationCoverage {
    operation: "getCandidates",
    integrations: &[
        "applicantstack",
        "ashby",
        "bamboohr",
        "breezy",
        "cats",
        "ceipal",
        "fountain",
        "greenhouse",
        "homerun",
        "hrcloud",
        "jazzhr",
        "jobscore",
        "jobvite",
        "keka",
        "lever",
        "loxo",
        "pinpoint",
        "recruitee",
        "recruiterflow",
        "sagehr",
        "smartrecruiters",
        "talentlyft",
        "teamtailor",
        "workable",
        "zohorecruit",
    ],
    partial: &[],
    parameters: &[
        ParameterCoverage {
            parameter: "organization_id",
            supported: &["breezy"],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "job_id",
            supported: &["breezy"],
            required: &["breezy"],
            count: Some(1u32),
            notes: &[],
        },
    ],
};

/// What is known of `listApplications`.
pub static LIST_APPLICATIONS: OperationCoverage = OperationCoverage {
    operation: "listApplications",
    integrations: &[
        "applicantstack",
        "ashby",
        "bamboohr",
        "breezy",
        "cats",
        "ceipal",
        "fountain",
        "greenhouse",
        "homerun",
        "hrcloud",
        "jazzhr",
        "jobscore",
        "jobvite",
        "keka",
        "lever",
        "loxo",
        "pinpoint",
        "recruitee",
        "recruiterflow",
        "sagehr",
        "smartrecruiters",
        "talentlyft",
        "teamtailor",
        "workable",
        "zohorecruit",
    ],
    partial: &[],
    parameters: &[
        ParameterCoverage {
            parameter: "created_at",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "updated_at",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
        ParameterCoverage {
            parameter: "job_id",
            supported: &["greenhouse"],
            required: &[],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "candidate_id",
            supported: &["jobscore"],
            required: &["jobscore"],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "jobs",
            supported: &["loxo"],
            required: &["loxo"],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "jobs[id]",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
    ],
};

/// What is known of `getApplications`.
pub static GET_APPLICATIONS: OperationCoverage = OperationCoverage {
    operation: "getApplications",
    integrations: &[
        "applicantstack",
        "ashby",
        "bamboohr",
        "breezy",
        "cats",
        "ceipal",
        "fountain",
        "greenhouse",
        "homerun",
        "hrcloud",
        "jazzhr",
        "jobscore",
        "jobvite",
        "keka",
        "lever",
        "loxo",
        "pinpoint",
        "recruitee",
        "recruiterflow",
        "sagehr",
        "smartrecruiters",
        "talentlyft",
        "teamtailor",
        "workable",
        "zohorecruit",
    ],
    partial: &[],
    parameters: &[
        ParameterCoverage {
            parameter: "jobs",
            supported: &["loxo"],
            required: &["loxo"],
            count: Some(1u32),
            notes: &[],
        },
        ParameterCoverage {
            parameter: "jobs[id]",
            supported: &[],
            required: &[],
            count: None,
            notes: &[],
        },
    ],
};
