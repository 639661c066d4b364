import { pause } from '../trying.ts';
import { keep, kept } from './kept.ts';
import type { GalleryLine } from './line.ts';
import { Store } from './store.ts';

const EVERY_MS = 1000;
/** Of one viewer: no more is heard. */
const MOST = 10_000;

interface Sum {
  mine: number;
  acknowledged: number;
}

/**
 * This viewer's likes. Taps are counted here; the sum is sent at most once a second, so that a retry adds nothing. All tabs
 * of a browser are one viewer and have one sum.
 */
export class Likes extends Store<Sum> {
  readonly #line: GalleryLine;
  readonly #key: string;
  #sending = false;

  constructor(line: GalleryLine) {
    super({ mine: 0, acknowledged: 0 });
    this.#line = line;
    this.#key = `likes/${line.inquiryId}`;
    line.subscribe(() => this.#known(line.state().own?.likes));
    window.addEventListener('storage', ({ key }) => void (key === this.#key && this.#become(this.#shared())));
  }

  like(): void {
    const { mine, acknowledged } = this.#shared();
    if (mine >= MOST) return;
    this.#share({ mine: mine + 1, acknowledged });
    if (!this.#sending) void this.#send();
  }

  /** What the server has of this viewer. Less than it once acknowledged: the browser is another viewer by now. */
  #known(likes: number | undefined): void {
    if (likes === undefined) return;
    const { mine, acknowledged } = this.#shared();
    if (likes < acknowledged && !this.#sending) this.#share({ mine: likes, acknowledged: likes });
    else if (likes > acknowledged) this.#share({ mine: Math.max(mine, likes), acknowledged: likes });
  }

  /** As all tabs have it: another one may have counted on. */
  #shared(): Sum {
    const own = this.state();
    const others = kept<Sum>(this.#key);
    return others && others.mine > own.mine ? others : own;
  }

  #share(sum: Sum): void {
    keep(this.#key, sum);
    this.#become(sum);
  }

  #become(sum: Sum): void {
    const { mine, acknowledged } = this.state();
    if (sum.mine !== mine || sum.acknowledged !== acknowledged) this.set(sum);
  }

  async #send(): Promise<void> {
    this.#sending = true;
    try {
      while (this.#shared().mine > this.#shared().acknowledged) {
        const { mine: count } = this.#shared();
        const [answer] = await Promise.all([this.#line.send('gallery:like', { count }), pause(EVERY_MS)]);
        const { mine, acknowledged } = this.#shared();
        if ('refused' in answer) return this.#share({ mine: acknowledged, acknowledged });
        this.#share({ mine: Math.max(mine, answer.ok.count), acknowledged: answer.ok.count });
      }
    } finally {
      this.#sending = false;
    }
  }
}
