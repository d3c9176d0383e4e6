//! What an earner has to confirm at the hand-in.

use super::slot::Look;
use super::{Attestation, AttestationNeed, Filling};
use crate::domain::credential::{AiPolicy, Definition, Privacy, Slot};

/// What has to be confirmed (B.1.6, Q-27): always that it is one's own work, the rest by what is handed in.
pub(super) fn needs(definition: &Definition, looks: &[(&Slot, Look)]) -> Vec<AttestationNeed> {
    let shows = |wanted: &dyn Fn(&Slot) -> bool| {
        looks
            .iter()
            .any(|(slot, look)| look.filling != Filling::Empty && wanted(slot))
    };
    let mut needs = vec![];
    let mut need = |kind, is_needed: bool, is_required, needs_detail| {
        if is_needed {
            needs.push(AttestationNeed {
                kind,
                is_required,
                needs_detail,
            });
        }
    };
    let students = |slot: &Slot| {
        matches!(
            slot.privacy,
            Privacy::StudentsPossible | Privacy::StudentsLikely
        )
    };
    let adults = |slot: &Slot| slot.privacy == Privacy::OtherAdult;
    need(Attestation::OwnWork, true, true, false);
    need(Attestation::StudentPrivacy, shows(&students), true, false);
    need(Attestation::ConsentObtained, shows(&adults), true, false);
    match definition.ai {
        AiPolicy::Prohibited => need(Attestation::AiDisclosure, true, true, false),
        AiPolicy::AllowedWithDisclosure => need(Attestation::AiDisclosure, true, true, true),
        AiPolicy::Allowed => {}
    }
    // Only the earner knows whether it was made together; with whom, the words say.
    need(
        Attestation::SharedArtifact,
        shows(&|slot| slot.may_be_shared),
        false,
        true,
    );
    needs
}
