import type { SittingId } from '../../../shared/ids.ts';
import type { Principal } from '../../../shared/protocol.ts';
import type { Store } from '../commit/queue.ts';

/** Secrets are stored as SHA-256 only: whoever reads the file cannot sign in with it. Times in milliseconds. */
export interface StoredSession {
  tokenHash: string;
  principal: Principal;
  expiresAt: number;
}

export interface SignIn {
  /** Of the device's own secret; a repeated sign-in from the same device is answered again. */
  deviceHash: string;
  tokenHash: string;
  now: number;
  sessionExpiresAt: number;
}

export type SignedIn =
  /** `ended`: earlier sessions of the same deputy, or of the same link, that this one replaces. */
  { kind: 'signed-in'; principal: Principal; ended: string[] } | { kind: 'unknown' | 'expired' | 'used' };

/** Links and sessions. Every promise resolves once it is on disk. */
export interface AccessBook extends Store {
  putLinks(links: readonly { linkHash: string; principal: Principal; expiresAt: number }[]): Promise<void>;
  spendLink(linkHash: string, signIn: SignIn): Promise<SignedIn>;
  sessions(now: number): Promise<StoredSession[]>;
  /** A session that needs no link: who it is was found out by password. A person may have several. */
  putSession(session: StoredSession, person: string): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
  /** Ends all sessions of a person but one; returns those that it ended. */
  endSessionsOf(person: string, except: string | null): Promise<string[]>;
  /** Removes links and sessions of a sitting's deputies; returns the sessions. Their bytes are gone after `compact`. */
  forgetSitting(sittingId: SittingId): Promise<string[]>;
  /** After a restore: a session that was ended since the backup must not come back. */
  endAllSessions(): Promise<void>;
}
