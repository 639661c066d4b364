import type { QuestionId } from '../../shared/ids.ts';
import type { GalleryRefusalCode } from '../../shared/inquiry/gallery-protocol.ts';
import type { PublicQuestion } from '../../shared/inquiry/views.ts';
import type { GalleryLine } from './line.ts';
import { Store } from './store.ts';

/** A figure that has not moved so long after the answer will not move any more for our sake. */
const SETTLED_MS = 5000;

interface Wish {
  on: boolean;
  /** What was shown when it was pressed; null once the figure speaks for itself. */
  figureThen: number | null;
  phase: 'sending' | 'unconfirmed' | 'done';
}
interface Supported {
  wishes: ReadonlyMap<QuestionId, Wish>;
  /** Why the last one was not taken. */
  refusal: { questionId: QuestionId; code: GalleryRefusalCode } | null;
}

/** Which questions this viewer supports: shown as wished at once, sent until it is answered, taken back when it is refused. */
export class Supports extends Store<Supported> {
  readonly #line: GalleryLine;
  readonly #sending = new Set<QuestionId>();

  constructor(line: GalleryLine) {
    super({ wishes: new Map(), refusal: null });
    this.#line = line;
  }

  toggle({ questionId, supports }: PublicQuestion, on: boolean): void {
    const before = this.state().wishes.get(questionId);
    // Pressed and pressed again before anything was counted: back to where it began.
    const figureThen = before && before.figureThen !== null ? null : supports;
    this.#wish(questionId, { on, figureThen, phase: 'sending' });
    if (!this.#sending.has(questionId)) void this.#send(questionId);
  }

  async #send(questionId: QuestionId): Promise<void> {
    this.#sending.add(questionId);
    try {
      for (let sent: boolean | undefined; ; ) {
        const wish = this.state().wishes.get(questionId)!;
        if (wish.on === sent) break;
        sent = wish.on;
        const onTrouble = () =>
          this.#wish(questionId, { ...this.state().wishes.get(questionId)!, phase: 'unconfirmed' });
        const answer = await this.#line.send('gallery:support', { questionId, on: sent }, onTrouble);
        if ('refused' in answer) return this.#takeBack(questionId, answer.refused.code);
      }
      this.#line.tookSupport(questionId, this.state().wishes.get(questionId)!.on);
      this.#wish(questionId, { ...this.state().wishes.get(questionId)!, phase: 'done' });
      setTimeout(() => this.#settle(questionId), SETTLED_MS);
    } finally {
      this.#sending.delete(questionId);
    }
  }

  #settle(questionId: QuestionId): void {
    const wish = this.state().wishes.get(questionId);
    if (wish?.phase === 'done') this.#wish(questionId, { ...wish, figureThen: null });
  }

  #takeBack(questionId: QuestionId, code: GalleryRefusalCode): void {
    const wishes = new Map(this.state().wishes);
    wishes.delete(questionId);
    this.set({ wishes, refusal: { questionId, code } });
  }

  #wish(questionId: QuestionId, wish: Wish): void {
    this.set({ wishes: new Map(this.state().wishes).set(questionId, wish), refusal: null });
  }
}

export interface SupportShown {
  on: boolean;
  figure: number;
  unconfirmed: boolean;
  refused: GalleryRefusalCode | null;
}

/** What is shown of one question: the wish, and the figure as it will be until the server's own has moved. */
export function supportShown(
  { questionId, supports }: Pick<PublicQuestion, 'questionId' | 'supports'>,
  { wishes, refusal }: Supported,
  own: readonly QuestionId[],
): SupportShown {
  const wish = wishes.get(questionId);
  const ahead = wish && wish.figureThen === supports ? (wish.on ? 1 : -1) : 0;
  return {
    on: wish?.on ?? own.includes(questionId),
    figure: Math.max(0, supports + ahead),
    unconfirmed: wish?.phase === 'unconfirmed',
    refused: refusal?.questionId === questionId ? refusal.code : null,
  };
}
