import { pause } from '../trying.ts';
import type { GalleryLine } from './line.ts';
import { Store } from './store.ts';

const EVERY_MS = 1000;

/** This viewer's likes. Taps are counted here; the sum is sent at most once a second, so that a retry adds nothing. */
export class Likes extends Store<{ mine: number; acknowledged: number }> {
  readonly #line: GalleryLine;
  #sending = false;

  constructor(line: GalleryLine) {
    super({ mine: 0, acknowledged: 0 });
    this.#line = line;
    // What was liked before, on this device and maybe in another tab.
    line.subscribe(() => this.#known(line.state().own?.likes ?? 0));
  }

  like(): void {
    const { mine, acknowledged } = this.state();
    this.set({ mine: mine + 1, acknowledged });
    if (!this.#sending) void this.#send();
  }

  #known(likes: number): void {
    const { mine, acknowledged } = this.state();
    if (likes > acknowledged) this.set({ mine: likes + (mine - acknowledged), acknowledged: likes });
  }

  async #send(): Promise<void> {
    this.#sending = true;
    try {
      while (this.state().mine > this.state().acknowledged) {
        const [answer] = await Promise.all([
          this.#line.send('gallery:like', { count: this.state().mine }),
          pause(EVERY_MS),
        ]);
        const { mine, acknowledged } = this.state();
        if ('refused' in answer) return this.set({ mine: acknowledged, acknowledged });
        this.set({ mine: Math.max(mine, answer.ok.count), acknowledged: answer.ok.count });
      }
    } finally {
      this.#sending = false;
    }
  }
}
