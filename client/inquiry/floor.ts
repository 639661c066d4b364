import type { DeskView, PublicQuestion, TurnView } from '../../shared/inquiry/views.ts';

type Framed = Pick<DeskView, 'floor'> & { questions: Readonly<Record<string, PublicQuestion>> };

/** The question that is put or answered now. */
export function onFloor(view: Framed): PublicQuestion | null {
  return (view.floor && view.questions[view.floor.questionId]) ?? null;
}

/** The latest words of each side on the question in hand; both may be there, one of them goes on. */
export interface Turns {
  question: TurnView | null;
  answer: TurnView | null;
}

export function turnsOf({ turns = [] }: Pick<PublicQuestion, 'turns'>): Turns {
  const last = (kinds: readonly TurnView['kind'][]) =>
    turns.findLast(({ kind }) => kinds.includes(kind)) ?? null;
  const question = last(['question', 'followUp']);
  const answer = last(['answer']);
  // An answer to what was asked before belongs to that, not to the follow-up.
  const stale = answer && question && answer.startedAt < question.startedAt;
  return { question, answer: stale ? null : answer };
}

/** How a timer stands: it warns when a fifth of the time is left, and goes on past the limit. */
export interface Timing {
  tone: 'calm' | 'warning' | 'over';
  /** Milliseconds. */
  spent: number;
  /** Until the limit; below zero past it. */
  left: number;
}

export function timingOf(startedAt: number, now: number, limitSeconds: number): Timing {
  const spent = Math.max(0, now - startedAt);
  const left = limitSeconds * 1000 - spent;
  const tone = left < 0 ? 'over' : left <= limitSeconds * 200 ? 'warning' : 'calm';
  return { tone, spent, left };
}
