import { Archives } from '../../server/chamber/archive.ts';
import { Disk } from '../../server/chamber/disk.ts';
import { Inquiries } from '../../server/chamber/inquiries/inquiries.ts';
import { openSqliteInquiryLog } from '../../server/chamber/inquiries/sqlite.ts';
import { Issuer } from '../../server/chamber/issuer.ts';
import { openSqliteJournal } from '../../server/chamber/journal/sqlite.ts';
import { Sittings } from '../../server/chamber/sittings.ts';
import { Urn } from '../../server/chamber/urn/urn.ts';
import { DataFolder } from '../../server/data-folder.ts';
import { newCommandId, Refused } from '../../server/demo/device.ts';
import { type LocalExchange, openLocalExchange } from '../../server/gallery/exchange/local.ts';
import { logOperations } from '../../server/operations.ts';
import {
  AccountId,
  type CommandId,
  derivedId,
  type InquiryId,
  SittingId,
  type ViewerId,
} from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { Own } from '../../shared/inquiry/views.ts';
import type { Actor, AnyCommand } from '../../shared/sitting/commands.ts';
import { planOf } from './inquiry-fixture.ts';

export const operator = {
  role: 'operator',
  accountId: AccountId.parse('account-operator'),
} as const satisfies Actor;
export const moderator = {
  role: 'moderator',
  accountId: AccountId.parse('account-moderator'),
} as const satisfies Actor;

/** The chamber of a folder with the exchange of its gallery, in this process; opened again it is a server that was started again. */
export class Chamber {
  readonly sittings: Sittings;
  readonly inquiries: Inquiries;
  readonly exchange: LocalExchange;
  readonly #close: () => Promise<void>;

  private constructor(
    parts: Pick<Chamber, 'sittings' | 'inquiries' | 'exchange'>,
    close: () => Promise<void>,
  ) {
    this.sittings = parts.sittings;
    this.inquiries = parts.inquiries;
    this.exchange = parts.exchange;
    this.#close = close;
  }

  static async open(folder: string, { galleryTickMs = 200 } = {}): Promise<Chamber> {
    const data = new DataFolder(folder);
    const onDeath = (error: Error) => {
      throw error;
    };
    const journal = openSqliteJournal(data.store('journal'), onDeath);
    const log = openSqliteInquiryLog(data.store('inquiries'), onDeath);
    const exchange = await openLocalExchange(data.store('crowd'), onDeath, { retryMs: 10 });
    const archives = await Archives.open(data.archive);
    const urn = new Urn(data.urns, data.sealed, onDeath);
    const disk = new Disk(data.root, { warn: 0, min: 0 });
    const operations = logOperations('silent');
    const now = () => Date.now();
    const sittings: Sittings = await Sittings.open(
      { journal, urn, disk, operations, issuer: new Issuer(data.keys, journal) },
      { now, turnoutStepMs: 5000, inquiryUnfinished: (id) => inquiries.unfinished(id) },
    );
    const shut = async () => {
      disk.stop();
      await sittings.shutDown();
      await exchange.close();
      await Promise.all([urn.shutDown(), journal.close(), log.close()]);
    };
    const accountOf = (accountId: AccountId) => ({ name: `姓名 ${accountId}`, role: 'moderator' as const });
    const inquiries = await Inquiries.open(
      { log, sittings, exchange, archives, accountOf, operations },
      { galleryTickMs, now },
    ).catch(async (error) => {
      await shut();
      throw error;
    });
    return new Chamber({ sittings, inquiries, exchange }, async () => {
      await inquiries.shutDown();
      await shut();
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  async sitting(title = '第一次会议'): Promise<SittingId> {
    const commandId = newCommandId();
    const sittingId = SittingId.parse(derivedId(commandId, 'sitting'));
    const command = { type: 'CreateSitting', title, body: 'congress', totalMembership: 3 } as const;
    await this.inSitting(sittingId, command, commandId);
    return sittingId;
  }

  async inSitting(sittingId: SittingId, command: AnyCommand, commandId = newCommandId()): Promise<void> {
    const outcome = await this.sittings.submit(sittingId, operator, { commandId, command });
    if ('refused' in outcome) throw new Refused(outcome.refused, command.type);
  }

  async planned(sittingId: SittingId, changes: Parameters<typeof planOf>[1] = {}): Promise<InquiryId> {
    const order = { commandId: newCommandId(), plan: planOf(null, changes) };
    const planned = await this.inquiries.plan(sittingId, operator, order);
    if ('refused' in planned) throw new Refused(planned.refused, 'PlanInquiry');
    return planned.inquiryId;
  }

  async does(
    actor: Actor,
    inquiryId: InquiryId,
    command: InquiryCommand,
    commandId: CommandId = newCommandId(),
  ): Promise<number> {
    const outcome = await this.inquiries.submit(inquiryId, actor, { commandId, command });
    if ('refused' in outcome) throw new Refused(outcome.refused, command.type);
    return outcome.version;
  }

  /** A viewer's own questions, once they are as `found` wants them. */
  async own<T>(
    inquiryId: InquiryId,
    viewerId: ViewerId,
    found: (questions: Own['questions']) => T | null | undefined | false,
  ): Promise<T> {
    const { promise: changed, resolve } = Promise.withResolvers<void>();
    let told = changed;
    let tell = resolve;
    const stop = this.exchange.follow({
      onTick: () => {},
      onOpen: () => {},
      onOwn: () => {
        const next = Promise.withResolvers<void>();
        told = next.promise;
        tell();
        tell = next.resolve;
      },
    });
    try {
      for (;;) {
        const wait = told;
        const result = found((await this.exchange.own(inquiryId, viewerId)).questions);
        if (result) return result;
        await wait;
      }
    } finally {
      stop();
    }
  }
}
