import type { Viewer } from '../../server/demo/viewer.ts';
import { marksIn, rootOfMark } from './inquiry-words.ts';

/** A text of a question that somebody in the gallery was shown, as a key. */
export const shownAs = (questionId: string, text: string) => `${questionId}\n${text}`;

/** Every byte that reached any viewer, as far as it was somebody's words. */
export class HeardTexts {
  /** Questions as shown, and marks anywhere in a message that were not the viewer's own: when first, milliseconds since 1970. */
  readonly questions = new Map<string, number>();
  readonly marks = new Map<string, number>();
  readonly #feed = new Set<string>();
  messages = 0;
  bytes = 0;

  readonly witness = (viewer: Viewer, what: 'feed' | 'answer', text: string): void => {
    this.messages++;
    this.bytes += text.length;
    // What everybody is sent is the same for everybody: once is enough.
    if (what === 'feed' && this.#feed.has(text)) return;
    const now = Date.now();
    if (what === 'feed') {
      this.#feed.add(text);
      this.#look(text, now);
    }
    const own = what === 'answer' ? new Set(viewer.sentTexts.flatMap(marksIn).map(rootOfMark)) : new Set();
    for (const mark of marksIn(text)) if (!own.has(rootOfMark(mark))) note(this.marks, mark, now);
  };

  #look(text: string, now: number): void {
    const message = text.startsWith('2[')
      ? JSON.parse(text.slice(1))[1]
      : text === ''
        ? {}
        : JSON.parse(text);
    const questions: Record<string, { text?: string } | null> =
      message.view?.questions ?? message.patch?.questions ?? {};
    for (const [questionId, question] of Object.entries(questions)) {
      if (question?.text !== undefined) note(this.questions, shownAs(questionId, question.text), now);
    }
  }
}

function note(first: Map<string, number>, key: string, now: number): void {
  if (!first.has(key)) first.set(key, now);
}
