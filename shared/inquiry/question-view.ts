import type { AccountId, QuestionId, ViewerId } from '../ids.ts';
import { given } from './given.ts';
import { groupsOf, isPublic, rootOf } from './groups.ts';
import type { Inquiry, Question, Turn } from './state.ts';
import type { DeskQuestion, OwnQuestion, PublicQuestion, TurnView } from './views.ts';

/** Of each group, by its root (`groupsOf`), how many viewers support it. */
export type Supports = ReadonlyMap<QuestionId, number>;

/**
 * A question as everyone may read it; the caller has asked `isPublic`. Views are made every tick: what has not changed is the
 * same object as before, and whoever compares need not look into it.
 */
export function publicQuestion(inquiry: Inquiry, question: Question, supports: Supports): PublicQuestion {
  const root = rootOf(inquiry, question).questionId;
  const others = question.questionId === root ? groupsOf(inquiry).get(root)!.length - 1 : 0;
  const support = supports.get(root) ?? 0;
  return remembered(publicOnes, question, [root, others, support, inquiry.streamStartedAt], () =>
    given({
      questionId: question.questionId,
      source: question.source,
      name: question.asker.name,
      askedAt: question.askedAt,
      shownAt: question.shownAt,
      decidedAt: question.decidedAt,
      state: question.state,
      text: question.text,
      edited: question.editedWhenShown === null ? null : (true as const),
      labels: question.labels.length > 0 ? [...question.labels] : null,
      departmentId: question.departmentId,
      mergedInto: question.mergedInto === null ? null : root,
      merged: others > 0 ? others : null,
      reason: question.reason,
      supports: support,
      turns: question.turns.length > 0 ? question.turns.map((turn) => turnView(inquiry, turn)) : null,
    }),
  );
}

/** A question as the desk sees it: all of it but who the asker is. */
export function deskQuestion(
  inquiry: Inquiry,
  question: Question,
  supports: Supports,
  nameOfAccount: (accountId: AccountId) => string,
): DeskQuestion {
  const common = publicQuestion(inquiry, question, supports);
  const { asker, claim } = question;
  const banned = asker.kind === 'viewer' ? (inquiry.bans.get(asker.viewerId)?.reason ?? null) : null;
  const shown = isPublic(inquiry, question);
  const claimName = claim && nameOfAccount(claim.accountId);
  return remembered(deskOnes, question, [common, banned, shown, claimName], () => ({
    ...common,
    ...given({
      number: question.number,
      shown: shown ? (true as const) : null,
      alias: asker.kind === 'viewer' ? letters(inquiry.askers.get(asker.viewerId)!.number) : null,
      deputyId: asker.kind === 'deputy' ? asker.deputyId : null,
      textVersion: question.textVersion,
      originalText: question.originalText,
      claim: claim && { ...claim, name: claimName! },
      banned,
    }),
  }));
}

/** What this viewer asked and what became of it, in the order of asking. */
export function ownQuestionsOf(inquiry: Inquiry, viewerId: ViewerId): OwnQuestion[] {
  const { questionIds = [] } = inquiry.askers.get(viewerId) ?? {};
  return questionIds.map((questionId) => ownQuestion(inquiry, inquiry.questions.get(questionId)!));
}

/** What is merged shares the fate of what it was merged into; of one that nobody can see that is all there is to tell. */
function ownQuestion(inquiry: Inquiry, question: Question): OwnQuestion {
  const { questionId, asker, text, askedAt } = question;
  if (asker.kind !== 'viewer') throw new Error(`${questionId} was asked by no viewer`);
  const root = rootOf(inquiry, question);
  const together = root !== question && isPublic(inquiry, root);
  const { state, reason } = together ? question : root;
  return given({
    questionId,
    key: asker.key,
    text,
    askedAt,
    state,
    reason,
    mergedInto: together ? root.questionId : null,
    into: together ? { text: root.text, state: root.state } : null,
  });
}

function turnView({ streamStartedAt }: Inquiry, turn: Turn): TurnView {
  const { turnId, kind, respondent, startedAt, endedAt, text } = turn;
  const ahead = streamStartedAt === null ? -1 : (startedAt - streamStartedAt) / 1000;
  return given({
    turnId,
    kind,
    respondent: respondent && given(respondent),
    startedAt,
    endedAt,
    streamAt: kind !== 'writtenAnswer' && ahead >= 0 ? ahead : null,
    text,
  });
}

/** 1 → A, 26 → Z, 27 → AA. */
function letters(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return (before > 0 ? letters(before) : '') + String.fromCharCode(65 + ((number - 1) % 26));
}

type Memory<V> = WeakMap<Question, { made: readonly unknown[]; view: V }>;
const publicOnes: Memory<PublicQuestion> = new WeakMap();
const deskOnes: Memory<DeskQuestion> = new WeakMap();

function remembered<V>(memory: Memory<V>, question: Question, of: readonly unknown[], make: () => V): V {
  const last = memory.get(question);
  if (last?.made.every((part, at) => part === of[at])) return last.view;
  const view = make();
  memory.set(question, { made: of, view });
  return view;
}
