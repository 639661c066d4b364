import { z } from 'zod';
import { BlindedMessage, Cast, Receipt } from './ballot/credential.ts';
import { Paper } from './ballot/paper.ts';
import { BuildId, DeviceLine, DeviceReport } from './devices.ts';
import { DiskState } from './disk.ts';
import {
  AccountId,
  BallotId,
  CommandId,
  DeputyId,
  InquiryId,
  PaperId,
  SittingId,
  TakeoverId,
  VoteId,
} from './ids.ts';
import { Pin } from './pin.ts';
import { StaffRole } from './roles.ts';
import { Deputy } from './roll.ts';
import { CheckInCode, Command, CreateSitting, IssueCards, UnlockCard } from './sitting/commands.ts';
import type { Refusal } from './sitting/refusals.ts';
import { PreparedBallot } from './sitting/vote-records.ts';
import { Self, View, VoteView } from './views.ts';

/** Raised by every change of a message; `test/protocol` holds the shape of each beside it. */
export const PROTOCOL_VERSION = 2;

const version = z.int().min(0);
const commandId = CommandId;

/** Small requests by socket. Actor and sitting were fixed at the handshake. */
export const requests = {
  'sitting:command': {
    payload: z.strictObject({ commandId, command: Command }),
    reply: z.strictObject({ version }),
  },
  /** The tablet shows a blinded message and gets it signed; the server never sees the credential. */
  'ballot:issue': {
    payload: z.strictObject({ ballotId: BallotId, blindedMessage: BlindedMessage }),
    reply: z.strictObject({ blindSignature: BlindedMessage }),
  },
  /** A tablet tells how it is, when it comes and when that has changed. */
  'device:state': { payload: DeviceReport, reply: z.strictObject({}) },
  /** The desk begins or ends to follow the list of tablets. */
  'devices:watch': { payload: z.strictObject({ watching: z.boolean() }), reply: z.strictObject({}) },
  /** "Find my seat": the tablets of these deputies show name and seat. */
  'devices:flash': {
    payload: z.strictObject({ deputyIds: z.array(DeputyId).min(1).max(500) }),
    /** Deputies whose tablet is connected. */
    reply: z.strictObject({ reached: z.int().min(0) }),
  },
  /** The tablet that is signed in lets another one of its deputy take over, or does not. */
  'takeover:answer': {
    payload: z.strictObject({ takeoverId: TakeoverId, agree: z.boolean() }),
    reply: z.strictObject({}),
  },
} as const;

export const broadcasts = {
  'sitting:view': z.strictObject({ version, view: View }),
  'sitting:self': z.strictObject({ version, self: Self }),
  /** For hall screens and the desk alone; never part of a view. Null while nobody can check in. */
  'hall:code': z.strictObject({
    code: CheckInCode.nullable(),
    /** Until the next one. */
    msLeft: z.int().min(0),
    periodMs: z.int().min(1),
  }),
  /** The build that this server gives out, to every screen that connects. */
  'server:build': z.strictObject({ build: BuildId }),
  /** For a desk that follows it. */
  'devices:list': z.strictObject({ devices: z.array(DeviceLine) }),
  /** To the tablet of a deputy whose seat is looked for. */
  'seat:flash': z.strictObject({}),
  /** To the desks alone, at connection and with every change of it. */
  'server:disk': DiskState,
  /** To a deputy's own tablet: another one, with card and PIN, asks to take over; null when none does any more. */
  'takeover:asked': z.strictObject({
    takeover: z.strictObject({ takeoverId: TakeoverId, expiresAt: z.int() }).nullable(),
  }),
  /** To the desk: whose card is locked, who waits for another tablet, and whose first PIN which account may read, once. */
  'desk:cards': z.strictObject({
    locked: z.array(DeputyId),
    takeovers: z.array(z.strictObject({ takeoverId: TakeoverId, deputyId: DeputyId, expiresAt: z.int() })),
    pins: z.array(z.strictObject({ deputyId: DeputyId, accountId: AccountId })),
  }),
  /** To hall screens, tablets and desks: the sitting's inquiry that is under way, else the next one that is planned. */
  'sitting:inquiry': z.strictObject({
    inquiry: z
      .strictObject({ inquiryId: InquiryId, title: z.string(), stage: z.enum(['planned', 'live']) })
      .nullable(),
  }),
  /** The session was ended elsewhere; the socket closes. */
  'session:ended': z.strictObject({}),
} as const;

/** What a socket says when it connects. The session comes in a cookie. */
export const Handshake = z.strictObject({
  sittingId: SittingId,
  protocolVersion: z.literal(PROTOCOL_VERSION),
});

export type BroadcastName = keyof typeof broadcasts;
export type Broadcast<N extends BroadcastName> = z.output<(typeof broadcasts)[N]>;
export type RequestName = keyof typeof requests;
export type Payload<N extends RequestName> = z.output<(typeof requests)[N]['payload']>;
export type PayloadInput<N extends RequestName> = z.input<(typeof requests)[N]['payload']>;
export type Reply<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;
export type Answer<T> = { ok: T } | { refused: Refusal };

export const Secret = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/, 'must be at least 128 bits in base64url');
/** Made by the device and kept by it: repeating a sign-in whose answer was lost gives a session, not a refusal. */
const device = Secret;

export const Principal = z.discriminatedUnion('role', [
  z.strictObject({ role: StaffRole, accountId: z.string(), label: z.string() }),
  z.strictObject({ role: z.literal('deputy'), sittingId: SittingId, deputyId: DeputyId }),
]);
export type Principal = z.output<typeof Principal>;

/** The secret of a deputy's card, from the fragment of its link. */
const card = Secret;

const ofSitting = { commandId };
export const Link = z.strictObject({ link: Secret, expiresAt: z.int() });

/** Larger things by HTTP. Bodies are JSON; a refusal is `{ refused: { code, field?, detail? } }`. */
export const http = {
  'POST /api/sign-in': {
    body: z.strictObject({ link: z.string().min(1).max(100), device }),
    reply: z.strictObject({ principal: Principal }),
  },
  /** Whose card it is, and what its tablet has to ask for. */
  'POST /api/card': {
    body: z.strictObject({ card, device }),
    reply: z.strictObject({
      /** `new`: with its printed PIN; `here`: in use on this device; `elsewhere`: on another one. */
      stage: z.enum(['new', 'here', 'elsewhere', 'locked']),
      title: z.string(),
      deputy: Deputy.omit({ deputyId: true, standing: true, number: true }),
    }),
  },
  /** Repeating one whose answer was lost, from the same device with the same PINs, gives a session again. */
  'POST /api/card/sign-in': {
    body: z.strictObject({
      card,
      device,
      /** As printed, until the deputy has chosen one. */
      pin: Pin,
      newPin: Pin.optional(),
    }),
    reply: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('in'), principal: Principal }),
      /** The printed PIN is right: one's own has to be chosen now. */
      z.strictObject({ kind: z.literal('choose') }),
      /** Another tablet is in use: it or staff have to agree, meanwhile this one asks with the ticket. */
      z.strictObject({ kind: z.literal('waiting'), ticket: Secret, expiresAt: z.int() }),
    ]),
  },
  'POST /api/card/takeover': {
    body: z.strictObject({ ticket: Secret, device }),
    reply: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('in'), principal: Principal }),
      z.strictObject({ kind: z.literal('waiting'), expiresAt: z.int() }),
    ]),
  },
  'POST /api/sign-out': { body: z.strictObject({}), reply: z.strictObject({}) },
  'POST /api/sittings': {
    body: CreateSitting.omit({ type: true }).extend({ commandId }),
    reply: z.strictObject({ sittingId: SittingId, version }),
  },
  /** What is printed, given once; refused with `act-repeated` when the answer was lost: then they are made anew. */
  'POST /api/sittings/:sittingId/cards': {
    body: IssueCards.omit({ type: true }).extend(ofSitting),
    reply: z.strictObject({
      version,
      /** No PIN for the chair, who issues a scrutineer's card: the operator who asked for that card reads it. */
      cards: z.array(z.strictObject({ deputyId: DeputyId, card, pin: Pin.nullable() })),
    }),
  },
  /** The first PIN of a scrutineer's card, once, for the account that asked for the card; `card-pin-gone` from then on. */
  'POST /api/sittings/:sittingId/card-pins': {
    body: z.strictObject({ deputyId: DeputyId }),
    reply: z.strictObject({ pin: Pin }),
  },
  'POST /api/sittings/:sittingId/card-unlocks': {
    body: UnlockCard.omit({ type: true }).extend(ofSitting),
    reply: z.strictObject({ version }),
  },
  'POST /api/sittings/:sittingId/takeovers': {
    body: z.strictObject({ ...ofSitting, takeoverId: TakeoverId, agree: z.boolean() }),
    reply: z.strictObject({}),
  },
  'POST /api/sittings/:sittingId/papers': {
    body: z.strictObject({ ...ofSitting, paper: Paper }),
    reply: z.strictObject({ paperId: PaperId, version }),
  },
  /** A project paper from a Pabulib `.pb` file: its projects are put to the vote, its votes are not read. */
  'POST /api/sittings/:sittingId/papers/pabulib': {
    body: z.strictObject({
      ...ofSitting,
      file: z.string().min(1).max(8_000_000),
      seats: z.int().min(1).optional(),
    }),
    reply: z.strictObject({ paperId: PaperId, version, projects: z.int() }),
  },
  'GET /api/me': {
    reply: z.strictObject({
      principal: Principal,
      /** IANA name: every screen tells times as they are in the hall. */
      timeZone: z.string(),
      /** Where people outside the hall reach this server; null where it was not told. */
      publicOrigin: z.string().nullable(),
      /** Milliseconds since 1970, for a tablet to hold its own clock against. */
      now: z.int(),
    }),
  },
  'GET /api/sittings': {
    reply: z.strictObject({
      sittings: z.array(
        z.strictObject({
          sittingId: SittingId,
          title: z.string(),
          stage: z.enum(['planned', 'open', 'closed']),
          /** Milliseconds since 1970. */
          closedAt: z.int().nullable(),
          /** Its personal data is removed then; null while it is not closed, and once it is gone. */
          keptUntil: z.int().nullable(),
          /** Its personal data is gone; the results are at `/archive`. */
          archived: z.boolean(),
        }),
      ),
    }),
  },
  /** A paper as it was drawn up, for desk preview and for deputies who read ahead. */
  'GET /api/sittings/:sittingId/papers/:paperId': {
    reply: z.strictObject({ paperId: PaperId, paper: Paper, round: z.int(), follows: VoteId.nullable() }),
  },
  /** The sheets of a prepared vote, with the keys: what a tablet shows and checks against the view's hashes. */
  'GET /api/sittings/:sittingId/votes/:voteId/sheets': {
    reply: z.strictObject({ voteId: VoteId, ballots: z.array(PreparedBallot) }),
  },
  /** A published vote with its results, for as long as the sitting is kept. */
  'GET /api/sittings/:sittingId/votes/:voteId/result': { reply: z.strictObject({ vote: VoteView }) },
} as const;

/** The urn: no cookie, no session, and no code path shared with sign-in. */
export const urn = {
  'POST /urn/casts': { body: Cast, reply: z.strictObject({ receipt: Receipt }) },
} as const;
