import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccountId, DeputyId, SittingId } from '../../shared/ids.ts';
import type { Principal, StaffRole } from '../../shared/protocol.ts';
import type { Actor } from '../../shared/sitting/commands.ts';
import { type Refusal, refusal } from '../../shared/sitting/refusals.ts';
import type { AccessBook, SignedIn, SignIn, StoredSession } from './access/contract.ts';

const HOUR = 3_600_000;
/** A staff link is for now, a deputy's is handed out before the sitting. */
const LINK_LIFE: Record<'staff' | 'deputy', number> = { staff: 24 * HOUR, deputy: 72 * HOUR };
export const SESSION_LIFE = 24 * HOUR;

export interface Session {
  /** SHA-256 of the token; names the session inside the server. */
  id: string;
  principal: Principal;
  actor: Actor;
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
function newAccountId(): string {
  return randomBytes(12).toString('hex');
}
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function actorOf(principal: Principal): Actor {
  return principal.role === 'deputy'
    ? { role: 'deputy', deputyId: principal.deputyId }
    : { role: principal.role, accountId: principal.accountId as AccountId };
}

/**
 * Who may come in. Nobody chooses a password yet: everyone comes by a one-time secret link, the first administrator by
 * the setup code that is printed at the start until it has been used.
 */
export class Admission {
  readonly #book: AccessBook;
  readonly #now: () => number;
  readonly #sessions = new Map<string, StoredSession>();
  readonly #onEnd: (sessionId: string) => void;
  /** Null when there was an administrator at the start. */
  setupCode: string | null = null;

  private constructor(book: AccessBook, now: () => number, onEnd: (sessionId: string) => void) {
    this.#book = book;
    this.#now = now;
    this.#onEnd = onEnd;
  }

  static async open(
    book: AccessBook,
    now: () => number,
    onEnd: (sessionId: string) => void,
  ): Promise<Admission> {
    const admission = new Admission(book, now, onEnd);
    for (const session of await book.sessions(now())) admission.#sessions.set(session.tokenHash, session);
    if (!(await book.isSetUp())) admission.setupCode = secret();
    return admission;
  }

  /** The session of a token from a cookie, or null. */
  session(token: string | undefined): Session | null {
    if (!token) return null;
    const stored = this.#sessions.get(hashOf(token));
    if (!stored || stored.expiresAt <= this.#now()) return null;
    return { id: stored.tokenHash, principal: stored.principal, actor: actorOf(stored.principal) };
  }

  /** Whether a session that was opened earlier still holds. */
  holds(sessionId: string): boolean {
    const stored = this.#sessions.get(sessionId);
    return stored !== undefined && stored.expiresAt > this.#now();
  }

  async setUp(
    code: string,
    device: string,
  ): Promise<{ token: string; principal: Principal } | { refused: Refusal }> {
    const expected = this.setupCode;
    if (expected === null) return { refused: refusal('setup-done', 'setupCode') };
    // Hashes have one length, which the comparison in constant time needs.
    if (!timingSafeEqual(Buffer.from(hashOf(code)), Buffer.from(hashOf(expected)))) {
      return { refused: refusal('setup-code-wrong', 'setupCode') };
    }
    const principal: Principal = { role: 'administrator', accountId: newAccountId(), label: 'administrator' };
    const signedIn = await this.#signIn(device, (signIn) => this.#book.setUp(principal, signIn));
    return 'refused' in signedIn ? { refused: refusal('setup-done', 'setupCode') } : signedIn;
  }

  signIn(
    link: string,
    device: string,
  ): Promise<{ token: string; principal: Principal } | { refused: Refusal }> {
    return this.#signIn(device, (signIn) => this.#book.spendLink(hashOf(link), signIn));
  }

  async signOut(session: Session): Promise<void> {
    await this.#book.endSession(session.id);
    this.#end(session.id);
  }

  async staffLink(role: StaffRole, label: string): Promise<{ link: string; expiresAt: number }> {
    const link = secret();
    const expiresAt = this.#now() + LINK_LIFE.staff;
    const principal: Principal = { role, accountId: newAccountId(), label };
    await this.#book.putLinks([{ linkHash: hashOf(link), principal, expiresAt }]);
    return { link, expiresAt };
  }

  async deputyLinks(
    sittingId: SittingId,
    deputyIds: readonly DeputyId[],
  ): Promise<{ deputyId: DeputyId; link: string; expiresAt: number }[]> {
    const expiresAt = this.#now() + LINK_LIFE.deputy;
    const links = deputyIds.map((deputyId) => ({ deputyId, link: secret(), expiresAt }));
    await this.#book.putLinks(
      links.map(({ deputyId, link }) => ({
        linkHash: hashOf(link),
        principal: { role: 'deputy', sittingId, deputyId },
        expiresAt,
      })),
    );
    return links;
  }

  async #signIn(device: string, use: (signIn: SignIn) => Promise<SignedIn>) {
    const token = secret();
    const now = this.#now();
    const signIn = {
      deviceHash: hashOf(device),
      tokenHash: hashOf(token),
      now,
      sessionExpiresAt: now + SESSION_LIFE,
    };
    const signedIn = await use(signIn);
    if (signedIn.kind !== 'signed-in') return { refused: refusal(`link-${signedIn.kind}`, 'link') };
    for (const ended of signedIn.ended) this.#end(ended);
    const { principal } = signedIn;
    this.#sessions.set(signIn.tokenHash, {
      tokenHash: signIn.tokenHash,
      principal,
      expiresAt: signIn.sessionExpiresAt,
    });
    return { token, principal };
  }

  #end(sessionId: string): void {
    this.#sessions.delete(sessionId);
    this.#onEnd(sessionId);
  }
}
