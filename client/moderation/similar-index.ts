import { SimilarQuestions } from '../../shared/inquiry/similar.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';

const AS_MANY = 5;

/** Finds what asks much the same among all questions of the public that could be asked together with it. */
export class SimilarIndex {
  readonly #index = new SimilarQuestions();
  readonly #known = new Map<string, string>();
  #questions: Readonly<Record<string, DeskQuestion>> = {};

  /** From now on it finds among these. What has changed is read when somebody looks. */
  over(questions: Readonly<Record<string, DeskQuestion>>): this {
    this.#questions = questions;
    return this;
  }

  /** Ids, the nearest first, without the question itself. */
  near({ questionId, text }: Pick<DeskQuestion, 'questionId' | 'text'>): DeskQuestion['questionId'][] {
    this.#update();
    return this.#index
      .find(text, { limit: AS_MANY + 1 })
      .map((similar) => similar.questionId as DeskQuestion['questionId'])
      .filter((id) => id !== questionId)
      .slice(0, AS_MANY);
  }

  #update(): void {
    for (const { questionId, text, source, state } of Object.values(this.#questions)) {
      const kept = source === 'public' && state !== 'rejected' && state !== 'withdrawn' && state !== 'merged';
      if (!kept) {
        if (this.#known.delete(questionId)) this.#index.remove(questionId);
      } else if (this.#known.get(questionId) !== text) {
        this.#known.set(questionId, text);
        this.#index.set(questionId, text);
      }
    }
  }
}
