import type { QuestionId } from '../../../shared/ids.ts';
import { groupsOf } from '../../../shared/inquiry/groups.ts';
import type { Inquiry } from '../../../shared/inquiry/state.ts';
import type { Crowd } from '../../../shared/inquiry/views.ts';
import type { ChamberExchange } from '../../gallery/exchange/contract.ts';

/** What the crowd has said of one inquiry, as it was when it was last asked. */
export class Figures {
  readonly #exchange: Pick<ChamberExchange, 'crowd' | 'supports'>;
  readonly #inquiry: Inquiry;
  #stale = true;
  #asking: Promise<void> = Promise.resolve();
  crowd: Crowd = { views: 0, viewers: 0, watching: 0, likes: 0, likers: 0 };
  /** By the question that stands for its group: distinct viewers over the group. */
  supports: ReadonlyMap<QuestionId, number> = new Map();

  constructor(exchange: Pick<ChamberExchange, 'crowd' | 'supports'>, inquiry: Inquiry) {
    this.#exchange = exchange;
    this.#inquiry = inquiry;
  }

  /** The crowd has changed, or what is counted together. */
  expire(): void {
    this.#stale = true;
  }

  /** Resolves once the figures are those of now, with whether this call had to ask for them; one that is asked for already is waited for. */
  async refresh(): Promise<boolean> {
    const asks = this.#stale;
    if (asks) {
      this.#stale = false;
      this.#asking = this.#asking.catch(() => {}).then(() => this.#ask());
    }
    await this.#asking;
    return asks;
  }

  async #ask(): Promise<void> {
    const { inquiryId } = this.#inquiry;
    const groups = [...groupsOf(this.#inquiry)];
    const together = groups.map(([, questionIds]) => questionIds);
    try {
      const [crowd, counts] = await Promise.all([
        this.#exchange.crowd(inquiryId),
        this.#exchange.supports(inquiryId, together),
      ]);
      this.crowd = crowd;
      this.supports = new Map(groups.map(([root], at) => [root, counts[at]!]));
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }
}
