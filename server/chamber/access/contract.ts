import type { Principal } from '../../../shared/protocol.ts';

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

/** Links, sessions and the one setup. Every promise resolves once it is on disk. */
export interface AccessBook {
  putLinks(links: readonly { linkHash: string; principal: Principal; expiresAt: number }[]): Promise<void>;
  spendLink(linkHash: string, signIn: SignIn): Promise<SignedIn>;
  /** The first administrator; `used` once another device has done it. */
  setUp(principal: Principal, signIn: SignIn): Promise<SignedIn>;
  isSetUp(): Promise<boolean>;
  /** Lets another first administrator in; for whoever can start the server with RESET_SETUP. */
  undoSetUp(): Promise<void>;
  sessions(now: number): Promise<StoredSession[]>;
  endSession(tokenHash: string): Promise<void>;
  close(): Promise<void>;
}
