import type { QuestionId } from '../../shared/ids.ts';

/** What a viewer was told has been kept. */
export class Kept {
  readonly visits = new Set<string>();
  /** Text by key. */
  readonly asks = new Map<string, string>();
  /** Refused in the end, after attempts without an answer: they may have been kept or not. */
  readonly doubtfulAsks = new Map<string, string>();
  /** The last word on each question. */
  readonly supports = new Map<QuestionId, boolean>();
  readonly doubtfulSupports = new Set<QuestionId>();
  likes = 0;
  doubtfulLikes = false;
}
