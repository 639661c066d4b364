import type { AccountId, DeputyId, SittingId } from '../../shared/ids.ts';
import type { Principal } from '../../shared/protocol.ts';
import type { Actor } from '../../shared/sitting/commands.ts';
import { type Refusal, refusal } from '../../shared/sitting/refusals.ts';
import type { HallScreen } from '../../shared/staff-protocol.ts';
import type {
  AccessBook,
  LinkBook,
  SessionBook,
  SignedIn,
  SignIn,
  StoredSession,
} from './access/contract.ts';
import { hashOf, newAccountId, newSecret } from './secrets.ts';

type Book = SessionBook & LinkBook & Pick<AccessBook, 'forgetSitting' | 'compact'>;

const HOUR = 3_600_000;
const LINK_LIFE = 24 * HOUR;
export const SESSION_LIFE = 24 * HOUR;
/** A working day; and a desk that is left alone is closed sooner. */
const STAFF_SESSION_LIFE = 12 * HOUR;
export const STAFF_IDLE_LIFE = 2 * HOUR;

export interface Session {
  /** SHA-256 of the token; names the session inside the server. */
  id: string;
  principal: Principal;
  actor: Actor;
  /** Of a deputy: the version of the sitting at which the card was issued. */
  cardVersion?: number | undefined;
}

type StaffPrincipal = Exclude<Principal, { role: 'deputy' }>;
type DeputyPrincipal = Extract<Principal, { role: 'deputy' }>;
export type Entered = { token: string; principal: Principal } | { refused: Refusal };

/** Hall screens have none: nobody sits before them, and they stay. */
function hasAccount({ role }: Principal): boolean {
  return role !== 'deputy' && role !== 'hallScreen';
}

export function actorOf(principal: Principal): Actor {
  return principal.role === 'deputy'
    ? { role: 'deputy', deputyId: principal.deputyId }
    : { role: principal.role, accountId: principal.accountId as AccountId };
}

/**
 * Whose session is whose. Hall screens come by a one-time secret link; who of the staff comes by password is found out by
 * accounts/ and given a session here, and which deputy a card belongs to by cards.ts.
 */
export class Admission {
  readonly #book: Book;
  readonly #now: () => number;
  readonly #sessions = new Map<string, StoredSession>();
  readonly #onEnd: (sessionId: string) => void;
  /** When each session of the staff was last heard of; all of them at the start. */
  readonly #seen = new Map<string, number>();
  readonly #openedAt: number;
  /** How many lines are open with a session. */
  readonly #lines = new Map<string, number>();

  private constructor(book: Book, now: () => number, onEnd: (sessionId: string) => void) {
    this.#book = book;
    this.#now = now;
    this.#onEnd = onEnd;
    this.#openedAt = now();
  }

  static async open(book: Book, now: () => number, onEnd: (sessionId: string) => void): Promise<Admission> {
    const admission = new Admission(book, now, onEnd);
    for (const session of await book.sessions(now())) admission.#sessions.set(session.tokenHash, session);
    return admission;
  }

  /** The session of a token from a cookie, or null. */
  session(token: string | undefined): Session | null {
    if (!token) return null;
    const stored = this.#sessions.get(hashOf(token));
    if (!stored || !this.holds(stored.tokenHash)) return null;
    this.seen(stored.tokenHash);
    const { tokenHash, principal, cardVersion } = stored;
    return { id: tokenHash, principal, actor: actorOf(principal), cardVersion };
  }

  /** Whether a session that was opened earlier still holds. */
  holds(sessionId: string): boolean {
    const stored = this.#sessions.get(sessionId);
    if (!stored || stored.expiresAt <= this.#now()) return false;
    return !hasAccount(stored.principal) || this.#idle(sessionId) < STAFF_IDLE_LIFE;
  }

  /** Ends what holds no longer, and the lines that were opened with it. */
  async endExpired(): Promise<void> {
    for (const id of [...this.#sessions.keys()]) {
      if (this.holds(id)) continue;
      await this.#book.endSession(id);
      this.#end(id);
    }
  }

  /** Deputies of a sitting whose session holds: somebody is signed in with their card. */
  signedIn(sittingId: SittingId): ReadonlySet<DeputyId> {
    const deputies = new Set<DeputyId>();
    for (const { principal, expiresAt } of this.#sessions.values())
      if (principal.role === 'deputy' && principal.sittingId === sittingId && expiresAt > this.#now())
        deputies.add(principal.deputyId);
    return deputies;
  }

  signIn(link: string, device: string): Promise<Entered> {
    return this.#signIn(device, (signIn) => this.#book.spendLink(hashOf(link), signIn));
  }

  async signOut(session: Session): Promise<void> {
    await this.#book.endSession(session.id);
    this.#end(session.id);
  }

  async hallScreenLink(label: string): Promise<{ link: string; expiresAt: number }> {
    const link = newSecret();
    const expiresAt = this.#now() + LINK_LIFE;
    const principal: Principal = { role: 'hallScreen', accountId: newAccountId(), label };
    await this.#book.putLinks([{ linkHash: hashOf(link), principal, expiresAt }]);
    return { link, expiresAt };
  }

  /** Hall screens whose session holds, in the order in which they came. */
  hallScreens(): HallScreen[] {
    return [...this.#sessions.values()]
      .filter(({ principal, tokenHash }) => principal.role === 'hallScreen' && this.holds(tokenHash))
      .map(({ tokenHash, principal, expiresAt }) => {
        const { accountId, label } = principal as StaffPrincipal;
        const connected = this.#lines.has(tokenHash);
        return { screenId: accountId as AccountId, label, since: expiresAt - SESSION_LIFE, connected };
      });
  }

  /** Ends a hall screen's session for good: its link lets nobody in again. Its label, or null where there is no such screen. */
  async endHallScreen(screenId: AccountId): Promise<string | null> {
    const screen = this.hallScreens().find((one) => one.screenId === screenId);
    if (!screen) return null;
    this.ended(await this.#book.endLink(screenId));
    return screen.label;
  }

  /** A line was opened with this session; what is returned is called when it closes. */
  lineOpened(sessionId: string): () => void {
    this.#lines.set(sessionId, (this.#lines.get(sessionId) ?? 0) + 1);
    return () => {
      const others = this.#lines.get(sessionId)! - 1;
      if (others > 0) this.#lines.set(sessionId, others);
      else this.#lines.delete(sessionId);
    };
  }

  /** A session for somebody of the staff who has shown a password. Returns its token. */
  async startSession(principal: StaffPrincipal): Promise<string> {
    const token = newSecret();
    const session = {
      tokenHash: hashOf(token),
      principal,
      expiresAt: this.#now() + STAFF_SESSION_LIFE,
    };
    await this.#book.putSession(session, principal.accountId);
    this.#sessions.set(session.tokenHash, session);
    this.#seen.set(session.tokenHash, this.#now());
    return token;
  }

  /** Ends what a person, an account or a deputy, has open everywhere, but for one session. */
  async endSessionsOf(person: string, except: Session | null = null): Promise<void> {
    for (const ended of await this.#book.endSessionsOf(person, except?.id ?? null)) this.#end(ended);
  }

  /** Nobody comes in as a deputy of this sitting any more, and no trace is kept of those who did. */
  async forgetSitting(sittingId: SittingId): Promise<void> {
    for (const ended of await this.#book.forgetSitting(sittingId)) this.#end(ended);
    await this.#book.compact();
  }

  /** A desk that shows itself is not idle. */
  seen(sessionId: string): void {
    if (this.#sessions.has(sessionId)) this.#seen.set(sessionId, this.#now());
  }

  /** A session for a deputy, not yet stored, and the token that its tablet gets. */
  deputySession(principal: DeputyPrincipal): { token: string; session: StoredSession } {
    const token = newSecret();
    return { token, session: { tokenHash: hashOf(token), principal, expiresAt: this.#now() + SESSION_LIFE } };
  }

  /** Takes note of a session that the store has opened, and of those that it ended for it. */
  opened(session: StoredSession, ended: readonly string[]): void {
    this.ended(ended);
    this.#sessions.set(session.tokenHash, session);
  }

  /** Takes note of sessions that the store has ended. */
  ended(sessionIds: readonly string[]): void {
    for (const id of sessionIds) this.#end(id);
  }

  async #signIn(device: string, use: (signIn: SignIn) => Promise<SignedIn>): Promise<Entered> {
    const token = newSecret();
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

  #idle(sessionId: string): number {
    const seen = this.#seen.get(sessionId) ?? this.#openedAt;
    return this.#now() - seen;
  }

  #end(sessionId: string): void {
    this.#seen.delete(sessionId);
    this.#sessions.delete(sessionId);
    this.#onEnd(sessionId);
  }
}
