import type { CommandId, QuestionId } from '../ids.ts';
import type { Actor } from '../sitting/commands.ts';
import { type Refusal, type RefusalCode, refusal } from '../sitting/refusals.ts';
import type { AnyInquiryCommand } from './commands.ts';
import type { InquiryEvent } from './events.ts';
import type { Inquiry, Question } from './state.ts';

/** What the rules cannot know by themselves. */
export interface InquiryBy {
  actor: Actor;
  /** Milliseconds since 1970. */
  now: number;
  commandId: CommandId;
  /** What everyone calls the actor: of the account, or of the deputy on the roll. */
  name: string;
  /** For deputies: on the roll of the sitting, with a vote or without. */
  onRoll?: boolean;
}

/** Accepted without an event: it is so already. */
export type InquiryDecision = { accepted: readonly InquiryEvent[] } | { refused: Refusal };
export type Refused = { refused: Refusal };
export type InquiryRule<T extends AnyInquiryCommand['type']> = (
  inquiry: Inquiry,
  command: Extract<AnyInquiryCommand, { type: T }>,
  by: InquiryBy,
) => InquiryDecision;
export type InquiryRules<T extends AnyInquiryCommand['type']> = { readonly [K in T]: InquiryRule<K> };

export const accept = (...events: InquiryEvent[]): InquiryDecision => ({ accepted: events });
export const refuse = (code: RefusalCode, field?: string): Refused => ({ refused: refusal(code, field) });

/** Those of several that this can be done with, or the first with which it cannot, by its place. */
export function several(
  inquiry: Inquiry,
  questionIds: readonly QuestionId[],
  whyNot: (question: Question, field: string) => Refused | null,
): Question[] | Refused {
  const questions: Question[] = [];
  for (const [at, questionId] of questionIds.entries()) {
    const found = one(inquiry, questionId, whyNot, `command.questionIds.${at}`);
    if ('refused' in found) return found;
    questions.push(found);
  }
  return questions;
}

export function one(
  inquiry: Inquiry,
  questionId: QuestionId,
  whyNot: (question: Question, field: string) => Refused | null,
  field = 'command.questionId',
): Question | Refused {
  const question = inquiry.questions.get(questionId);
  if (!question) return refuse('question-unknown', field);
  return whyNot(question, field) ?? question;
}

export const idsOf = (questions: readonly Question[]): QuestionId[] =>
  questions.map(({ questionId }) => questionId);
