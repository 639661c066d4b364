import type { InquiryId, ViewerId } from '../../shared/ids.ts';
import type {
  GalleryPayload,
  GalleryRefusalCode,
  GalleryReply,
  GalleryRequestName,
} from '../../shared/inquiry/gallery-protocol.ts';
import type { GalleryExchange } from './exchange/contract.ts';
import type { Act, Limits } from './limits.ts';
import { type Answered, refuse } from './refusing.ts';
import { SlowMode } from './slow-mode.ts';
import type { Snapshots } from './snapshot.ts';

/** Who sends something, by socket or by HTTP alike. */
export interface Poster {
  inquiryId: InquiryId;
  /** Null for who has made no visit. */
  viewerId: ViewerId | null;
  /** Of addresses. */
  block: string;
}
export type Posted = Exclude<GalleryRequestName, 'gallery:snapshot'>;
type Known = Poster & { viewerId: ViewerId };

interface Parts {
  exchange: GalleryExchange;
  limits: Limits;
  snapshots: (inquiryId: InquiryId) => Snapshots;
  now: () => number;
}

const limitOf: Record<Posted, Act> = {
  'gallery:ask': 'ask',
  'gallery:support': 'support',
  'gallery:like': 'like',
  'gallery:own': 'read',
};

/** What viewers send, after it was parsed. It resolves once what was sent is durable; sent again, it changes nothing. */
export class Intake {
  readonly #parts: Parts;
  readonly #slow = new SlowMode();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async take<N extends Posted>(
    name: N,
    poster: Poster,
    payload: GalleryPayload<N>,
  ): Promise<Answered<GalleryReply<N>>> {
    const { viewerId } = poster;
    if (!viewerId) return refuse('viewer-unknown');
    const enough = await this.#parts.limits.refuses(limitOf[name], viewerId, poster.block);
    if (enough) return { refused: enough };
    return this.#carryOut[name]({ ...poster, viewerId }, payload);
  }

  readonly #carryOut: {
    [N in Posted]: (known: Known, payload: GalleryPayload<N>) => Promise<Answered<GalleryReply<N>>>;
  } = {
    'gallery:ask': (known, asked) => this.#ask(known, asked),

    'gallery:support': async ({ inquiryId, viewerId }, { questionId, on }) => {
      if (this.#hasEnded(inquiryId)) return refuse('inquiry-ended');
      if (!this.#parts.snapshots(inquiryId).question(questionId)) {
        return refuse('question-unknown', { field: 'questionId' });
      }
      await this.#parts.exchange.support(inquiryId, viewerId, questionId, on);
      return { questionId, on };
    },

    'gallery:like': async ({ inquiryId, viewerId }, { count }) => {
      if (this.#hasEnded(inquiryId)) return refuse('inquiry-ended');
      return { count: await this.#parts.exchange.like(inquiryId, viewerId, count) };
    },

    'gallery:own': ({ inquiryId, viewerId }) => this.#parts.exchange.own(inquiryId, viewerId),
  };

  async #ask(
    { inquiryId, viewerId }: Known,
    { key, text, name }: GalleryPayload<'gallery:ask'>,
  ): Promise<Answered<GalleryReply<'gallery:ask'>>> {
    const askedAt = this.#parts.now();
    const not = this.#refusesToAsk(inquiryId, viewerId, name, askedAt);
    if (not) return refuse(not, not === 'name-missing' ? { field: 'name' } : {});
    const slowMs = (this.#view(inquiryId)?.intake.slowSeconds ?? 0) * 1000;
    const turn = this.#slow.begin(`${inquiryId}/${viewerId}`, key, askedAt, slowMs);
    if ('retryMs' in turn) return refuse('too-soon', turn);
    try {
      await this.#parts.exchange.ask({ inquiryId, viewerId, key, text, name, askedAt });
    } catch (error) {
      turn.undo();
      throw error;
    }
    return { key };
  }

  #refusesToAsk(
    inquiryId: InquiryId,
    viewerId: ViewerId,
    name: string | null,
    now: number,
  ): GalleryRefusalCode | null {
    const notice = this.#parts.exchange.inquiries().find((one) => one.inquiryId === inquiryId);
    if (notice?.banned.includes(viewerId)) return 'asker-banned';
    const view = this.#view(inquiryId);
    if (!view) return 'not-found';
    const { state, askFrom, naming } = view.intake;
    if (state === 'over') return 'inquiry-ended';
    if (state === 'paused') return 'asking-paused';
    // The view may be a tick behind the clock.
    if (state === 'early' && !(askFrom !== undefined && askFrom <= now)) return 'asking-early';
    return naming === 'named' && name === null ? 'name-missing' : null;
  }

  #view(inquiryId: InquiryId) {
    return this.#parts.exchange.snapshot(inquiryId, 'live')?.view ?? null;
  }

  #hasEnded(inquiryId: InquiryId): boolean {
    return this.#view(inquiryId)?.stage === 'ended';
  }
}
