import { derivedId, QuestionId } from '../ids.ts';
import { bare } from './blocked-words.ts';
import { accept, type InquiryRules, one, type Refused, refuse } from './decision.ts';
import type { InquiryPlan } from './plan.ts';
import { normalisedQuestion, questionFault } from './question-text.ts';
import type { Inquiry } from './state.ts';

/** What is laid down before and around the questions. */
export const planRules: InquiryRules<
  | 'PlanInquiry'
  | 'ChangePlan'
  | 'PrepareQuestion'
  | 'DropQuestion'
  | 'SetStreamStart'
  | 'SetBallot'
  | 'SetIntake'
  | 'SetBlockedWords'
> = {
  PlanInquiry(_inquiry, { sittingId, code, plan }) {
    return accept({ type: 'InquiryPlanned', sittingId, code, plan });
  },

  ChangePlan(inquiry, { plan }) {
    return whyNotWithout(inquiry, plan) ?? accept({ type: 'PlanChanged', plan });
  },

  PrepareQuestion(inquiry, { text, name, deputyId, departmentId }, { commandId }) {
    const fault = questionFault(text);
    if (fault) return refuse(fault, 'command.text');
    if (departmentId !== null && !hasDepartment(inquiry, departmentId))
      return refuse('department-unknown', 'command.departmentId');
    return accept({
      type: 'QuestionPrepared',
      questionId: QuestionId.parse(derivedId(commandId, 'question')),
      text: normalisedQuestion(text),
      name,
      deputyId,
      departmentId,
    });
  },

  DropQuestion(inquiry, { questionId }) {
    const dropped = one(inquiry, questionId, ({ source, state }, field) =>
      source === 'prepared' && state === 'submitted' ? null : refuse('question-state', field),
    );
    return 'refused' in dropped ? dropped : accept({ type: 'QuestionWithdrawn', questionId });
  },

  SetStreamStart(inquiry, { at }) {
    return inquiry.streamStartedAt === at ? accept() : accept({ type: 'StreamStartSet', at });
  },

  SetBallot(inquiry, { paperId }) {
    return inquiry.ballotPaperId === paperId ? accept() : accept({ type: 'BallotSet', paperId });
  },

  SetIntake(_inquiry, { paused, slowSeconds, naming }) {
    return accept({ type: 'IntakeSet', paused, slowSeconds, naming });
  },

  SetBlockedWords(_inquiry, { words }) {
    // A word without a letter would be looked for and never found.
    const empty = words.findIndex((word) => bare(word) === '');
    if (empty >= 0) return refuse('malformed', `command.words.${empty}`);
    return accept({ type: 'BlockedWordsSet', words: [...new Set(words)] });
  },
};

export function hasDepartment(inquiry: Inquiry, departmentId: string): boolean {
  return inquiry.plan.departments.some((department) => department.departmentId === departmentId);
}

/** Who has answered or is to answer stays in the plan: screens name departments by it. */
function whyNotWithout(inquiry: Inquiry, plan: InquiryPlan): Refused | null {
  const kept = new Set<string>(plan.departments.map(({ departmentId }) => departmentId));
  for (const { departmentId, turns } of inquiry.questions.values()) {
    const needed = [departmentId, ...turns.map(({ respondent }) => respondent?.departmentId ?? null)];
    if (needed.some((id) => id !== null && !kept.has(id)))
      return refuse('department-in-use', 'command.plan.departments');
  }
  return null;
}
