import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inverseOf, rsaPublic, toBigInt } from '../../server/demo/blind.ts';
import type { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper, type Seat } from '../../server/demo/hall.ts';
import type { ServerProcess } from '../../server/demo/server-process.ts';
import { type Cast, type Receipt, receiptOf, tagCommitment } from '../../shared/ballot/credential.ts';
import { concatBytes, fromBase64Url, hexToBytes, sha256 } from '../../shared/bytes.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { RollEntry } from '../../shared/roll.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { Traces } from './traces.ts';

/** Something that the system keeps or sends: a file, a message, what it printed. */
export interface Kept {
  name: string;
  bytes: Buffer;
}
interface Heard {
  from: string;
  text: string;
  published: boolean;
}

/** A vote of which the test knows everything: who cast what, and when. */
export class SecretVote {
  readonly server: ServerProcess;
  readonly hall: Hall;
  readonly voteId: VoteId;
  readonly ballot: PreparedBallot;
  readonly roll: readonly RollEntry[];
  readonly #messages: Map<string, Heard>;
  readonly #marks: readonly string[][];
  /** Seats, in the order in which their credentials and their receipts came. */
  readonly issued: number[] = [];
  readonly acknowledged: number[] = [];
  #published = false;

  private constructor(
    about: Pick<SecretVote, 'server' | 'hall' | 'voteId' | 'ballot' | 'roll'>,
    messages: Map<string, Heard>,
    dice: Dice,
  ) {
    this.server = about.server;
    this.hall = about.hall;
    this.voteId = about.voteId;
    this.ballot = about.ballot;
    this.roll = about.roll;
    this.#messages = messages;
    const items = this.ballot.sheet.paper.items.map(({ itemId }) => itemId as string);
    const patterns = new Map<string, string[]>();
    while (patterns.size < this.roll.length) {
      const chosen = dice.some(items, items.length / 2);
      patterns.set([...chosen].sort().join(), chosen);
    }
    this.#marks = [...patterns.values()];
  }

  /** An open vote with `size` deputies in the hall. No two of them will choose the same twelve of 24 projects. */
  static async open(server: ServerProcess, size: number, dice: Dice): Promise<SecretVote> {
    const messages = new Map<string, Heard>();
    let vote: SecretVote | null = null;
    const witness = (from: string, text: string) => {
      const key = `${from} ${text}`;
      if (!messages.has(key)) messages.set(key, { from, text, published: vote ? vote.#published : false });
    };
    // Of one length, so that no name is a part of another, and different from the first letters on.
    const roll = inventedRoll(size).map((line, at) => ({
      ...line,
      name: `${10_000 + at}号代表`,
      seat: `${20_000 + at}-seat`,
    }));
    const about = { title: '无记名票决', body: 'congress' as const, totalMembership: size, roll };
    const hall = await Hall.open(server.url, server.setupCodes, about, dice, { witness });
    await hall.checkIn(hall.seats);
    await eachOf(dice.shuffled(hall.seats), (seat) => hall.signIn(seat), 16);
    const voteId = await hall.openVote(await hall.drawUp(projectPaper('民生实事项目', 24, 12)));
    const [ballot] = await hall.seats[0]!.tablet.sheets(voteId);
    vote = new SecretVote({ server, hall, voteId, ballot: ballot!, roll }, messages, dice);
    return vote;
  }

  seat(at: number): Seat {
    return this.hall.seats[at]!;
  }
  castOf(at: number): Cast {
    return this.seat(at).tablet.kept.get(this.ballot.ballotId)!.cast!;
  }
  receiptOf(at: number): Receipt {
    return receiptOf(fromBase64Url(this.castOf(at).tag)!);
  }

  /** Everyone gets a credential, one after the other. */
  async issue(order: readonly number[]): Promise<void> {
    for (const at of order) {
      const chosen = this.#marks[at]!;
      await this.seat(at).tablet.fillIn(this.ballot, () =>
        Object.fromEntries(chosen.map((itemId) => [itemId, ['approve'] as const])),
      );
      this.issued.push(at);
    }
  }

  async cast(at: number): Promise<void> {
    await this.seat(at).tablet.send(this.ballot.ballotId);
    this.acknowledged.push(at);
  }

  async publish(): Promise<void> {
    await this.hall.closeAndDeclare(this.voteId);
    await this.hall.confirm(this.voteId);
    this.#published = true;
    await this.hall.publish(this.voteId);
    const path = `/api/sittings/${this.hall.sittingId}/votes/${this.voteId}/public-bundle`;
    await this.hall.screen.get(path);
  }

  get heard(): Heard[] {
    return [...this.#messages.values()];
  }

  files(): Kept[] {
    return readdirSync(this.server.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({ name: relative(this.server.dataDir, file), bytes: readFileSync(file) }));
  }

  messages(): Kept[] {
    return this.heard.map(({ from, text }) => ({ name: from, bytes: Buffer.from(text) }));
  }

  output(): Kept {
    return { name: 'what the server printed', bytes: Buffer.from(this.server.output) };
  }

  /** What names a ballot, also by a hash of it. */
  ballots(): Traces {
    const traces = new Traces();
    for (const at of this.roll.keys()) {
      const { key, credential, tag, marks, signature } = this.castOf(at);
      const bytes = Object.fromEntries(
        Object.entries({ key, credential, tag, marks, signature }).map(([name, text]) => [
          name,
          fromBase64Url(text)!,
        ]),
      ) as Record<'key' | 'credential' | 'tag' | 'marks' | 'signature', Uint8Array>;
      for (const [name, value] of Object.entries(bytes)) {
        traces.addBytes(name, at, value);
        traces.addBytes(`hash of ${name}`, at, sha256(value));
      }
      traces.addBytes('commitment', at, tagCommitment(bytes.tag));
      traces.addBytes('hash of tag', at, sha256(concatBytes(bytes.tag, bytes.marks)));
      traces.addText('receipt', at, this.receiptOf(at));
      traces.addText('receipt', at, this.receiptOf(at).replaceAll('-', ''));
    }
    return traces;
  }

  /** What names a deputy, or the request for a credential that only a deputy made. */
  deputies(): Traces {
    const traces = new Traces();
    const { n, size } = rsaPublic(this.ballot.issuerKey);
    for (const [at, { name, seat }] of this.roll.entries()) {
      const { deputyId, card, tablet } = this.seat(at);
      const kept = tablet.kept.get(this.ballot.ballotId)!;
      const token = tablet.device.cookie!.split('=')[1]!;
      traces.addText('deputyId', at, deputyId);
      traces.addText('name', at, name);
      traces.addText('seat', at, seat);
      for (const [kind, secret] of [
        ['card', card],
        ['session', token],
      ] as const) {
        traces.addText(kind, at, secret);
        traces.addBytes(`hash of ${kind}`, at, sha256(Buffer.from(secret)));
      }
      const blinded = fromBase64Url(kept.blindedMessage)!;
      const credential = toBigInt(fromBase64Url(this.castOf(at).credential)!);
      const blindSignature = (credential * inverseOf(kept.inverse, n)) % n;
      traces.addBytes('blinded message', at, blinded);
      traces.addBytes('hash of blinded message', at, sha256(blinded));
      traces.addBytes('blind signature', at, hexToBytes(blindSignature.toString(16).padStart(size * 2, '0')));
    }
    return traces;
  }
}
