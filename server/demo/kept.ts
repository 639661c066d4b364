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
  /**
   * Of which an attempt went without an answer: it may be carried out late. Whoever changes their mind meanwhile cannot know
   * which of the two came last, so nobody here does.
   */
  readonly sentAgain = new Set<QuestionId>();
  readonly doubtfulSupports = new Set<QuestionId>();
  likes = 0;
  doubtfulLikes = false;
}
