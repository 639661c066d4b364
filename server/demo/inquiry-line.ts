import type { z } from 'zod';
import type { CommandId, InquiryId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import { inquiryBroadcasts, inquiryRequests } from '../../shared/inquiry/protocol.ts';
import { type InquiryAudience, type InquiryViewOf, inquiryViews } from '../../shared/inquiry/views.ts';
import type { Answer } from '../../shared/protocol.ts';
import type { RefusalCode } from '../../shared/sitting/refusals.ts';
import { type Device, newCommandId, Refused } from './device.ts';

type RequestName = keyof typeof inquiryRequests;
type Reply<N extends RequestName> = z.output<(typeof inquiryRequests)[N]['reply']>;

/** One device that follows an inquiry over its line to the sitting and takes part in it. The device is connected already. */
export class FollowedInquiry {
  readonly device: Device;
  readonly inquiryId: InquiryId;
  readonly #follower = new FeedFollower<object>();
  #audience: InquiryAudience | null = null;
  #waiting: (() => void)[] = [];
  #following: Promise<void> | null = null;
  #followed = false;

  constructor(device: Device, inquiryId: InquiryId) {
    this.device = device;
    this.inquiryId = inquiryId;
    // Whoever may not follow was told so when that was asked for.
    const again = () => void this.follow().catch(() => {});
    device.hear('connect', () => this.#followed && again());
    device.hear('inquiry:tick', (message) => {
      const sent = inquiryBroadcasts['inquiry:tick'].parse(message);
      if (sent.inquiryId !== inquiryId) return;
      const became = this.#follower.apply(sent.tick);
      if (became !== 'gap') this.#wake();
      // One that overtook the view it belongs to: the view that is on its way may be without it.
      else if (this.#following) void this.#following.then(again, () => {});
      else again();
    });
  }

  /** The whole view, and every change from then on. Throws Refused. */
  follow(): Promise<void> {
    this.#following ??= this.#follow().finally(() => {
      this.#following = null;
    });
    return this.#following;
  }

  /** Sends a command until it is answered, always under one id. Throws Refused. */
  async command(command: InquiryCommand, commandId: CommandId = newCommandId()): Promise<number> {
    const answer = await this.#send(command, commandId);
    if ('refused' in answer) throw new Refused(answer.refused, command.type);
    return answer.ok.version;
  }

  /** The code with which a command is refused, or null when it is accepted. */
  async refusalOf(command: InquiryCommand): Promise<RefusalCode | null> {
    const answer = await this.#send(command, newCommandId());
    return 'refused' in answer ? answer.refused.code : null;
  }

  get epoch(): string | null {
    return this.#follower.place?.epoch ?? null;
  }

  /** The view as this audience has it; null before it has come, or where it is another audience's. */
  view<A extends InquiryAudience>(audience: A): InquiryViewOf<A> | null {
    if (this.#audience !== audience || !this.#follower.view) return null;
    return inquiryViews[audience].parse(this.#follower.view) as InquiryViewOf<A>;
  }

  /** The same as it came, where it is too large to be parsed at every look. */
  unparsed<A extends InquiryAudience>(audience: A): InquiryViewOf<A> | null {
    return this.#audience === audience ? (this.#follower.view as InquiryViewOf<A> | null) : null;
  }

  /** Resolves with what `found` finds, now or after a coming change. */
  async until<A extends InquiryAudience, T>(
    audience: A,
    found: (view: InquiryViewOf<A>) => T | null | undefined | false,
  ): Promise<T> {
    for (;;) {
      const view = this.view(audience);
      const result = view && found(view);
      if (result) return result;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  async #follow(): Promise<void> {
    const { inquiryId } = this;
    const answer = await this.#ask('inquiry:follow', { inquiryId });
    if ('refused' in answer) throw new Refused(answer.refused, 'inquiry:follow');
    this.#followed = true;
    this.#audience = answer.ok.audience;
    this.#follower.take(answer.ok.snapshot);
    this.#wake();
  }

  #send(command: InquiryCommand, commandId: CommandId): Promise<Answer<Reply<'inquiry:command'>>> {
    return this.#ask('inquiry:command', { inquiryId: this.inquiryId, commandId, command });
  }

  #ask<N extends RequestName>(name: N, payload: object): Promise<Answer<Reply<N>>> {
    return this.device.persistently(name, async (socket) => {
      const answer = (await socket.emitWithAck(name, payload)) as Answer<unknown>;
      if ('refused' in answer) return answer;
      return { ok: inquiryRequests[name].reply.parse(answer.ok) as Reply<N> };
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
