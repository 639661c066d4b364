import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Device } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { type Audit, eachOf, Hall, inventedRoll, projectPaper, type Seat } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import type { Marking } from '../../server/demo/tablet.ts';
import { SOCKET_PATH } from '../../server/sockets.ts';
import { AuditBundle } from '../../shared/bundle.ts';
import type { VoteId } from '../../shared/ids.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { Refusal, type RefusalCode } from '../../shared/sitting/refusals.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import type { VoteView } from '../../shared/views.ts';
import { Ledger } from '../simulation/ledger.ts';

/** Five items: no field of a cast then fills its last base64url letter, so that every field has spare bits. */
export const paper = projectPaper('民生实事项目票决', 5, 2);
/** A valid ballot on any paper: the first choice of the first item. */
export const firstChoice: Marking = ({ paper: { kind, items } }) => ({
  [items[0]!.itemId]: [kind === 'appraisal' ? 'satisfied' : 'approve'],
});

interface Plan {
  /** Entitled and checked in. */
  present?: number;
}

/**
 * A real server and a small hall, one for a whole test file: `deputies` are checked in, the `absentee` is not, the
 * `attendee` is there without a vote. After each test the process must still be the same one, and well.
 */
export class House {
  server!: ServerProcess;
  hall!: Hall;
  readonly #sockets: Socket[] = [];
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'yishi-'));
  #pid: number | undefined;
  /** How much of its output was looked at. */
  #read = 0;

  get url(): string {
    return this.server.url;
  }
  get administrator(): Device {
    return this.hall.administrator;
  }
  get deputies(): Seat[] {
    return this.hall.seats.slice(0, -2);
  }
  get absentee(): Seat {
    return this.hall.seats.at(-2)!;
  }
  get attendee(): Seat {
    return this.hall.seats.at(-1)!;
  }
  /** A deputy who is no scrutineer, counted from the end: each test takes one that no other uses. */
  deputy(at: number): Seat {
    return this.deputies.at(-1 - at)!;
  }

  async open({ present = 12 }: Plan): Promise<void> {
    this.server = await ServerProcess.start(this.#dataDir, { LOG_LEVEL: 'warn' });
    const roll = inventedRoll(present + 2);
    roll.at(-1)!.standing = 'nonVoting';
    const plan = { title: '第一次会议', body: 'congress', totalMembership: present + 1, roll } as const;
    this.hall = await Hall.open(this.url, this.server.setupCodes, plan, new Dice(1));
    await eachOf(this.hall.seats, (seat) => this.hall.signIn(seat));
    await this.hall.checkIn([...this.deputies, this.attendee]);
    this.administrator.connect(this.hall.sittingId);
    this.#pid = this.server.pid;
  }

  async shut(): Promise<void> {
    for (const socket of this.#sockets) socket.disconnect();
    this.hall?.administrator.disconnect();
    this.hall?.leave();
    await this.server?.stop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** The server dies and comes back; what happens to its folder meanwhile. */
  async pullPlug(meanwhile: () => void = () => {}): Promise<void> {
    await this.server.kill();
    meanwhile();
    await this.server.start();
    this.#pid = this.server.pid;
  }

  /** The same process as at the beginning, answering, and nothing in its log that it calls a bug. */
  async expectAlive(): Promise<void> {
    expect(this.server.pid).toBe(this.#pid);
    expect(process.kill(this.#pid!, 0)).toBe(true);
    expect(await (await fetch(`${this.url}/healthz`)).json()).toEqual({ ok: true });
    const printed = this.server.output.slice(this.#read);
    this.#read += printed.length;
    expect(printed).not.toContain('"msg":"bug"');
  }

  /** Raised by one at each call, and by whatever was written since the last one. */
  versionNow(): Promise<number> {
    return this.hall.operator.command({ type: 'SetAgenda', items: [] });
  }

  staff(role: 'administrator' | 'operator' | 'chair' | 'hallScreen'): Device {
    const { administrator, operator, chair, screen } = this.hall;
    return { administrator, operator, chair, hallScreen: screen }[role];
  }

  /** A socket by hand, for what a well-behaved device would never send. */
  socket(by: { cookie?: string | null; auth?: object; origin?: string; sittingId?: string } = {}): Socket {
    const cookie = by.cookie === undefined ? this.hall.operator.cookie : by.cookie;
    const socket = io(this.url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: by.auth ?? {
        sittingId: by.sittingId ?? this.hall.sittingId,
        protocolVersion: PROTOCOL_VERSION,
      },
      extraHeaders: { ...(cookie && { cookie }), ...(by.origin && { origin: by.origin }) },
    });
    this.#sockets.push(socket);
    return socket;
  }

  /** The sheets of a vote as anybody is shown them. */
  sheets(voteId: VoteId): Promise<readonly PreparedBallot[]> {
    return this.deputies[0]!.tablet.sheets(voteId);
  }

  /** The given deputies vote as they should. */
  async vote(voteId: VoteId, seats: readonly Seat[] = this.deputies, marking = firstChoice): Promise<void> {
    await eachOf(seats, async ({ tablet }) => void (await tablet.vote(voteId, marking)));
  }

  /** Close to publication; the bundle must hold exactly the ballots that were acknowledged. */
  async finishExactly(voteId: VoteId): Promise<{ audit: Audit; published: VoteView; counted: number }> {
    const finished = await this.hall.finish(voteId);
    const ledger = new Ledger();
    for (const { tablet } of this.hall.seats) ledger.acknowledge(tablet);
    const bundle = AuditBundle.parse(JSON.parse(finished.audit.text));
    expect(ledger.compare(bundle)).toMatchObject({ lost: 0, duplicated: 0 });
    expect(finished.audit.verification.passed).toBe(true);
    return { ...finished, counted: bundle.urns.reduce((sum, { ballots }) => sum + ballots.length, 0) };
  }
}

/** Opens a house before the first test of the file and takes it down after the last. */
export function houseForThisFile(plan: Plan = {}): House {
  const house = new House();
  beforeAll(() => house.open(plan));
  afterEach(() => house.expectAlive());
  afterAll(() => house.shut());
  return house;
}

export interface Answered {
  status: number;
  refused: Refusal | null;
  json: Record<string, unknown>;
  headers: Headers;
}

export interface Sent {
  method?: string;
  cookie?: string | null;
  headers?: Record<string, string>;
  /** An object is sent as JSON; text and bytes as they are, and called JSON unless the headers say otherwise. */
  body?: unknown;
}

/** One HTTP request, right or wrong. Every answer must be JSON, and a refusal one that the protocol knows. */
export async function send(url: string, { method = 'POST', cookie, headers, body }: Sent): Promise<Answered> {
  const plain =
    body === undefined ||
    typeof body === 'string' ||
    body instanceof Uint8Array ||
    body instanceof ReadableStream;
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...headers,
    },
    duplex: 'half',
    ...(body !== undefined && {
      body: (plain ? body : JSON.stringify(body)) as NonNullable<RequestInit['body']>,
    }),
  };
  const response = await fetch(url, init);
  const json = (await response.json()) as Record<string, unknown>;
  const refused = 'refused' in json ? Refusal.parse(json.refused) : null;
  expect(response.ok).toBe(refused === null);
  return { status: response.status, refused, json, headers: response.headers };
}

/** What a refusal is asked for: its status and code, and the field that it blames where it blames one. */
export function blame({ status, refused }: Answered): { status: number; code?: RefusalCode; field?: string } {
  return { status, ...(refused && { code: refused.code }), ...(refused?.field && { field: refused.field }) };
}
