import type { AccountId, DeputyId, SittingId } from '../../../shared/ids.ts';
import type { Principal } from '../../../shared/protocol.ts';
import type { Store } from '../../commit/queue.ts';

/** Secrets are stored as SHA-256 only: whoever reads the file cannot sign in with it. Times in milliseconds. */
export interface StoredSession {
  tokenHash: string;
  principal: Principal;
  expiresAt: number;
  /** Of a deputy: the `version` of the card that it was opened with. */
  cardVersion?: number;
}

/** Who is signed in, however they came in. Every promise of this file resolves once it is on disk. */
export interface SessionBook {
  /** All that still hold. */
  sessions(now: number): Promise<StoredSession[]>;
  /** A person, as the part of the house that opens the session names people, may have several. */
  putSession(session: StoredSession, person: string): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
  /** Ends all sessions of a person but one; returns those that it ended. */
  endSessionsOf(person: string, except: string | null): Promise<string[]>;
  /** After a restore: a session that was ended since the backup must not come back. */
  endAllSessions(): Promise<void>;
}

export interface SignIn {
  /** Of the device's own secret; a repeated sign-in from the same device is answered again. */
  deviceHash: string;
  tokenHash: string;
  now: number;
  sessionExpiresAt: number;
}

export type SignedIn =
  /** `ended`: earlier sessions of the same link, that this one replaces. */
  { kind: 'signed-in'; principal: Principal; ended: string[] } | { kind: 'unknown' | 'expired' | 'used' };

/** One-time links, for hall screens. */
export interface LinkBook {
  putLinks(links: readonly { linkHash: string; principal: Principal; expiresAt: number }[]): Promise<void>;
  spendLink(linkHash: string, signIn: SignIn): Promise<SignedIn>;
  /** The links of a hall screen let nobody in any more; the token hashes of the sessions that end with them. */
  endLink(screenId: AccountId): Promise<string[]>;
}

export interface CardHolder {
  sittingId: SittingId;
  deputyId: DeputyId;
}

/** A deputy has one card in each sitting. */
export interface StoredCard extends CardHolder {
  secretHash: string;
  /** Of the sitting, at which its issue stands in the log. */
  version: number;
  /** What the printed PIN is held against until the deputy has chosen one. */
  printed: string;
  /** The deputy's own; null until the first sign-in. */
  pin: string | null;
  /** The tablet it is bound to; null until the first sign-in. */
  deviceHash: string | null;
  /** Wrong PINs in a row. */
  wrong: number;
}

export type Tried =
  | { kind: 'unknown' }
  | { kind: 'locked' }
  /** `card` as it was before; the try is counted already. */
  | { kind: 'tried'; card: StoredCard; triesLeft: number };

export interface CardSignIn {
  deviceHash: string;
  /** Set where the card is new: it is bound to the device. */
  pin: string | null;
  session: StoredSession;
}

export type CardSignedIn =
  | { kind: 'in'; cardVersion: number; ended: string[] }
  | { kind: 'unknown' }
  | { kind: 'elsewhere' };

/** The cards of the deputies: hashes only. A deputy has one session at a time. */
export interface CardBook {
  /** In place of the deputies' earlier cards, whose sessions end: the token hashes of those. */
  putCards(
    cards: readonly Pick<StoredCard, keyof CardHolder | 'secretHash' | 'version' | 'printed'>[],
  ): Promise<string[]>;
  cardVersions(): Promise<(CardHolder & Pick<StoredCard, 'version'>)[]>;
  /** Removes the cards of these deputies and ends their sessions: the token hashes of those. */
  dropCards(holders: readonly CardHolder[]): Promise<string[]>;
  card(secretHash: string): Promise<StoredCard | null>;
  /** Counts a try as wrong before the PIN is looked at: neither a race nor a crash gains another. */
  countTry(secretHash: string): Promise<Tried>;
  /** The PIN was right: the count begins anew. */
  forgetTries(secretHash: string): Promise<void>;
  /** Opens the session of the device that the card is bound to and forgets the tries; `elsewhere`: it is another's. */
  enterByCard(secretHash: string, signIn: CardSignIn): Promise<CardSignedIn>;
  /** Binds the card to another device; the token hashes of the sessions that end. Null: it was revoked meanwhile. */
  moveCard(secretHash: string, deviceHash: string): Promise<string[] | null>;
  /** Lets a locked card be tried again; whether it was locked. */
  unlockCard(holder: CardHolder): Promise<boolean>;
  lockedCards(): Promise<CardHolder[]>;
  /** Whether any card was made. */
  hasCards(): Promise<boolean>;
  /** Removes cards and sessions of a sitting's deputies; returns the sessions. Their bytes are gone after `compact`. */
  forgetSitting(sittingId: SittingId): Promise<string[]>;
}

/** Everything by which people come in, in one store. */
export interface AccessBook extends SessionBook, LinkBook, CardBook, Store {}

/** A deputy's name among those who have sessions. */
export function personOf({ sittingId, deputyId }: CardHolder): string {
  return `${sittingId}/${deputyId}`;
}
