import { Dice } from '../../server/demo/dice.ts';
import type { Asked, Exchange } from '../../server/gallery/exchange/contract.ts';
import { InquiryId, QuestionId, ViewerId } from '../../shared/ids.ts';
import type { Crowd, Own } from '../../shared/inquiry/views.ts';

export const here = InquiryId.parse('inquiry-here');
export const there = InquiryId.parse('inquiry-there');
export const viewer = (n: number) => ViewerId.parse(`viewer-${String(n).padStart(4, '0')}`);
export const question = (n: number) => QuestionId.parse(`question-${String(n).padStart(4, '0')}`);
export const key = (n: number) => `key-${String(n).padStart(16, '0')}`;

export type Post =
  | { kind: 'visit'; who: number; what: number }
  | { kind: 'support'; who: number; what: number; on: boolean }
  | { kind: 'like'; who: number; count: number };

export function send(exchange: Exchange, inquiryId: InquiryId, post: Post): Promise<unknown> {
  switch (post.kind) {
    case 'visit':
      return exchange.visit(inquiryId, viewer(post.who), key(post.what));
    case 'support':
      return exchange.support(inquiryId, viewer(post.who), question(post.what), post.on);
    case 'like':
      return exchange.like(inquiryId, viewer(post.who), post.count);
    default:
      return post satisfies never;
  }
}

/** The same posts for the same seed, of some fifty viewers. */
export function postsOf(seed: number, count: number): Post[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, (): Post => {
    const [who, what] = [dice.between(0, 49), dice.between(0, 19)];
    return dice.pick([
      () => ({ kind: 'visit', who, what }) as const,
      () => ({ kind: 'support', who, what, on: dice.chance(75) }) as const,
      () => ({ kind: 'like', who, count: dice.between(1, 500) }) as const,
    ])();
  });
}

export const askedOf = (n: number, about: Partial<Asked> = {}): Asked => ({
  inquiryId: here,
  viewerId: viewer(n),
  key: key(n),
  text: `问题 ${n}\n第二行`,
  name: n % 2 === 0 ? `市民${n}` : null,
  askedAt: 1_000_000 + n,
  ...about,
});

/** The crowd as a list of all posts in their order, from which every figure is found by looking through it. */
export class Heard {
  readonly #posts: Post[] = [];

  /** Notes the post and makes it; resolves once it is acknowledged. */
  post(exchange: Exchange, inquiryId: InquiryId, post: Post): Promise<unknown> {
    this.note(post);
    return send(exchange, inquiryId, post);
  }
  note(...posts: readonly Post[]): void {
    this.#posts.push(...posts);
  }

  crowd(): Crowd {
    const visits = this.#of('visit');
    const likes = this.#viewers().map((who) => this.#likes(who));
    return {
      views: new Set(visits.map(({ who, what }) => `${who} ${what}`)).size,
      viewers: new Set(visits.map(({ who }) => who)).size,
      watching: 0,
      likes: likes.reduce((sum, count) => sum + count, 0),
      likers: likes.filter((count) => count > 0).length,
    };
  }

  supports(groups: readonly (readonly QuestionId[])[]): number[] {
    return groups.map(
      (group) =>
        this.#viewers().filter((who) => this.#supports(who).some((questionId) => group.includes(questionId)))
          .length,
    );
  }

  own(who: number): Own {
    return {
      questions: [],
      supports: this.#supports(who).toSorted(),
      likes: this.#likes(who),
      banned: false,
    };
  }

  #of<K extends Post['kind']>(kind: K) {
    return this.#posts.filter((post) => post.kind === kind) as Extract<Post, { kind: K }>[];
  }
  #viewers(): number[] {
    return [...new Set(this.#posts.map(({ who }) => who))];
  }
  #likes(who: number): number {
    return Math.max(0, ...this.#of('like').flatMap((like) => (like.who === who ? like.count : [])));
  }
  #supports(who: number): QuestionId[] {
    const own = this.#of('support').filter((support) => support.who === who);
    const latest = new Map(own.map(({ what, on }) => [what, on]));
    return [...latest].flatMap(([what, on]) => (on ? question(what) : []));
  }
}
