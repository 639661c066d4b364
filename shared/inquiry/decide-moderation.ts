import type { AccountId } from '../ids.ts';
import type { Actor } from '../sitting/commands.ts';
import { claimant } from './claims.ts';
import { hasDepartment } from './decide-plan.ts';
import {
  accept,
  type InquiryBy,
  type InquiryRules,
  idsOf,
  one,
  type Refused,
  refuse,
  several,
} from './decision.ts';
import { normalisedQuestion, questionFault } from './question-text.ts';
import type { Question, QuestionState } from './state.ts';

/** What happens to questions before anybody puts them. A decision releases the claim of whoever made it. */
export const moderationRules: InquiryRules<
  | 'ClaimQuestions'
  | 'ReleaseQuestions'
  | 'ApproveQuestions'
  | 'RejectQuestions'
  | 'ReferQuestions'
  | 'RestoreQuestions'
  | 'EditQuestion'
  | 'LabelQuestions'
  | 'AssignQuestions'
  | 'BanAsker'
  | 'LiftBan'
> = {
  ClaimQuestions(inquiry, { questionIds }, by) {
    const claimed = several(inquiry, questionIds, (question, field) => whyNotMine(question, field, by));
    if ('refused' in claimed) return claimed;
    return accept({ type: 'QuestionsClaimed', questionIds: idsOf(claimed), accountId: accountOf(by.actor) });
  },

  ReleaseQuestions(inquiry, { questionIds }, by) {
    const released = several(inquiry, questionIds, (question, field) => whyNotMine(question, field, by));
    if ('refused' in released) return released;
    return ofThose(
      'QuestionsReleased',
      released.filter(({ claim }) => claim !== null),
    );
  },

  ApproveQuestions(inquiry, { questionIds }, by) {
    const approved = several(inquiry, questionIds, (question, field) =>
      whyNotDecide(question, field, by, ['submitted']),
    );
    return 'refused' in approved ? approved : ofThose('QuestionsApproved', approved);
  },

  RejectQuestions(inquiry, { questionIds, reason }, by) {
    const rejected = several(
      inquiry,
      questionIds,
      (question, field) =>
        whyNotDecide(question, field, by, ['submitted', 'waiting']) ??
        // The committee drops what it has prepared, and nobody has to be told why.
        (question.source === 'prepared' ? refuse('question-state', field) : null),
    );
    if ('refused' in rejected) return rejected;
    return accept({ type: 'QuestionsRejected', questionIds: idsOf(rejected), reason });
  },

  ReferQuestions(inquiry, { questionIds, reason }, by) {
    const referred = several(inquiry, questionIds, (question, field) =>
      whyNotDecide(question, field, by, ['submitted', 'waiting']),
    );
    if ('refused' in referred) return referred;
    return accept({ type: 'QuestionsReferred', questionIds: idsOf(referred), reason });
  },

  RestoreQuestions(inquiry, { questionIds }, by) {
    const restored = several(inquiry, questionIds, (question, field) =>
      whyNotDecide(question, field, by, ['rejected', 'referred']),
    );
    return 'refused' in restored ? restored : ofThose('QuestionsRestored', restored);
  },

  EditQuestion(inquiry, { questionId, textVersion, text }, by) {
    const edited = one(inquiry, questionId, (question, field) =>
      question.state === 'withdrawn' ? refuse('question-state', field) : whyNotTouch(question, field, by),
    );
    if ('refused' in edited) return edited;
    if (edited.textVersion !== textVersion) return refuse('question-edited', 'command.textVersion');
    const fault = questionFault(text);
    if (fault) return refuse(fault, 'command.text');
    const words = normalisedQuestion(text);
    return words === edited.text ? accept() : accept({ type: 'QuestionEdited', questionId, text: words });
  },

  LabelQuestions(inquiry, { questionIds, label, on }, by) {
    const found = several(inquiry, questionIds, (question, field) => {
      const full = on && question.labels.length >= MAX_LABELS && !question.labels.includes(label);
      return whyNotTouch(question, field, by) ?? (full ? refuse('labels-full', field) : null);
    });
    if ('refused' in found) return found;
    const labelled = found.filter(({ labels }) => labels.includes(label) !== on);
    if (labelled.length === 0) return accept();
    return accept({ type: 'QuestionsLabelled', questionIds: idsOf(labelled), label, on });
  },

  AssignQuestions(inquiry, { questionIds, departmentId }, by) {
    if (departmentId !== null && !hasDepartment(inquiry, departmentId))
      return refuse('department-unknown', 'command.departmentId');
    const found = several(inquiry, questionIds, (question, field) => whyNotTouch(question, field, by));
    if ('refused' in found) return found;
    const assigned = found.filter((question) => question.departmentId !== departmentId);
    if (assigned.length === 0) return accept();
    return accept({ type: 'QuestionsAssigned', questionIds: idsOf(assigned), departmentId });
  },

  BanAsker(inquiry, { questionId, reason }) {
    const asked = one(inquiry, questionId, whyNoViewer);
    if ('refused' in asked) return asked;
    return accept({ type: 'AskerBanned', questionId, viewerId: viewerOf(asked), reason });
  },

  LiftBan(inquiry, { questionId }) {
    const asked = one(inquiry, questionId, whyNoViewer);
    if ('refused' in asked) return asked;
    const viewerId = viewerOf(asked);
    return inquiry.bans.has(viewerId) ? accept({ type: 'BanLifted', questionId, viewerId }) : accept();
  },
};

const MAX_LABELS = 8;

type OfSeveral = 'QuestionsReleased' | 'QuestionsApproved' | 'QuestionsRestored';
const ofThose = (type: OfSeveral, questions: readonly Question[]) =>
  questions.length > 0 ? accept({ type, questionIds: idsOf(questions) }) : accept();

export function accountOf(actor: Actor): AccountId {
  if (!('accountId' in actor)) throw new Error(`${actor.role} has no account`);
  return actor.accountId;
}

function whyNotMine(question: Question, field: string, { actor, now }: InquiryBy): Refused | null {
  const owner = claimant(question, now);
  return owner !== null && owner !== accountOf(actor) ? refuse('question-claimed', field) : null;
}

/** Moderators moderate what the public asks. What members and the committee ask is the chair's and the operator's. */
export function whyNotTouch(question: Question, field: string, by: InquiryBy): Refused | null {
  if (by.actor.role === 'moderator' && question.source !== 'public') return refuse('not-allowed', field);
  return whyNotMine(question, field, by);
}

export function whyNotDecide(
  question: Question,
  field: string,
  by: InquiryBy,
  states: readonly QuestionState[],
): Refused | null {
  const refused = whyNotTouch(question, field, by);
  if (refused) return refused;
  if (states.includes(question.state)) return null;
  if (question.state === 'asked') return refuse('question-on-floor', field);
  return refuse(question.state === 'merged' ? 'question-merged' : 'question-state', field);
}

const whyNoViewer = ({ asker }: Question, field: string): Refused | null =>
  asker.kind === 'viewer' ? null : refuse('question-not-of-public', field);

function viewerOf({ questionId, asker }: Question) {
  if (asker.kind !== 'viewer') throw new Error(`${questionId} was asked by no viewer`);
  return asker.viewerId;
}
