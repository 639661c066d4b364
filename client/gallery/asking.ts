import type { GalleryPayload, GalleryRefusal } from '../../shared/inquiry/gallery-protocol.ts';
import { newId } from '../trying.ts';
import { keep, kept } from './kept.ts';
import type { GalleryLine } from './line.ts';
import { Store } from './store.ts';

/** What is being written; it outlives the page. */
export interface Draft {
  text: string;
  name: string;
  signed: boolean;
}
type Sent = GalleryPayload<'gallery:ask'>;

/** The question under way. It keeps its key until it is answered: however often it is sent, it is one question. */
export type Sending =
  | { phase: 'sending' | 'unconfirmed' | 'received'; sent: Sent }
  | { phase: 'refused'; sent: Sent; refusal: GalleryRefusal };

interface Asking {
  draft: Draft;
  sending: Sending | null;
}

/** The draft of a question and the question on its way, both kept on this device. */
export class Question extends Store<Asking> {
  readonly #line: GalleryLine;
  readonly #draftKey: string;
  readonly #sentKey: string;

  constructor(line: GalleryLine) {
    const [draftKey, sentKey] = ['draft', 'sending'].map(
      (what) => `yishi.gallery.${what}.${line.inquiryId}`,
    ) as [string, string];
    super({ draft: { text: '', name: '', signed: false, ...kept<Draft>(draftKey) }, sending: null });
    this.#line = line;
    this.#draftKey = draftKey;
    this.#sentKey = sentKey;
    const sent = kept<Sent>(sentKey);
    if (sent) void this.#send(sent);
  }

  write(change: Partial<Draft>): void {
    const draft = { ...this.state().draft, ...change };
    keep(this.#draftKey, draft);
    this.set({ ...this.state(), draft });
  }

  submit(text: string, name: string | null): void {
    void this.#send({ key: newId(), text, name });
  }

  async #send(sent: Sent): Promise<void> {
    keep(this.#sentKey, sent);
    this.#set({ phase: 'sending', sent });
    const answer = await this.#line.send('gallery:ask', sent, () =>
      this.#set({ phase: 'unconfirmed', sent }),
    );
    keep(this.#sentKey, null);
    if ('refused' in answer) return this.#set({ phase: 'refused', sent, refusal: answer.refused });
    this.write({ text: '' });
    this.#set({ phase: 'received', sent });
    await this.#line.loadOwn();
  }

  #set(sending: Sending): void {
    this.set({ ...this.state(), sending });
  }
}
