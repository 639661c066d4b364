import { randomInt } from 'node:crypto';
import type { AccountView, Act, ActBy, ChainedAct } from '../../shared/accounts.ts';
import { CODE_LENGTH } from '../../shared/accounts.ts';
import type { AccountId, Digest } from '../../shared/ids.ts';
import type { AccountRole } from '../../shared/roles.ts';
import { type Refusal, type RefusalCode, refusal } from '../../shared/sitting/refusals.ts';
import { hashOf, newAccountId, newSecret } from '../chamber/secrets.ts';
import { Acts } from './acts.ts';
import type { Account, AccountBook } from './contract.ts';
import { hashPassword, passwordFault, passwordFits } from './passwords.ts';
import * as rules from './rules.ts';
import { newTotp, totpStep } from './totp.ts';
import { Tries } from './tries.ts';

type Nothing = Record<string, never>;
export type Answered<T> = T | { refused: Refusal };
const refuse = (code: RefusalCode, field?: string) => ({ refused: refusal(code, field) });
const newCode = () => String(randomInt(10 ** CODE_LENGTH)).padStart(CODE_LENGTH, '0');

/** How many administrators there must be before anybody else can be let in. */
const ADMINISTRATORS = 2;
const TOTP_PATIENCE = 10 * 60_000;

/** What the proposer of an account is given: a code to pass on, or where one person grants, the link itself. */
export type Proposed = { accountId: AccountId } & ({ code: string } | { link: string; expiresAt: number });

/** Who has come in, and by which password, as it is stored; for `stillLetsIn` alone. */
export interface CameIn {
  account: AccountView;
  password: string | null;
}

function cameIn(account: Account): CameIn {
  return { account: rules.viewOf(account), password: account.password };
}

/**
 * Accounts of the staff: who may come in with which password, who granted what, and the log of it. Every change is durable,
 * together with its act, when its promise resolves. Sessions are begun and ended by the caller.
 */
export class Accounts {
  readonly #book: AccountBook;
  readonly #now: () => number;
  readonly #all = new Map<AccountId, Account>();
  readonly #acts: Acts;
  readonly #tries = new Tries();
  readonly #begunTotp = new Map<AccountId, { secret: string; until: number }>();
  #setupCodes: string[];
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(book: AccountBook, accounts: readonly Account[], acts: Acts, now: () => number) {
    this.#book = book;
    this.#now = now;
    this.#acts = acts;
    for (const account of accounts) this.#all.set(account.accountId, account);
    this.#setupCodes = Array.from({ length: ADMINISTRATORS - this.#administrators() }, newSecret);
  }

  /** `renewSetup`: whoever can start the server lets two more administrators in. */
  static async open(book: AccountBook, now: () => number, renewSetup = false): Promise<Accounts> {
    const accounts = new Accounts(book, await book.accounts(), new Acts(await book.acts(), now), now);
    if (renewSetup) {
      accounts.#setupCodes = Array.from({ length: ADMINISTRATORS }, newSecret);
      await accounts.record({ who: 'server' }, { type: 'SetupCodesRenewed' });
    }
    return accounts;
  }

  /** One for each administrator that is still missing, each to be used once and by another person. */
  get setupCodes(): readonly string[] {
    return this.#setupCodes;
  }
  get acts(): readonly ChainedAct[] {
    return this.#acts.all;
  }
  /** The last link of the log, and the first line that was changed behind the server's back. */
  chain(): { head: Digest; brokenAt: number | null } {
    return { head: this.#acts.head, brokenAt: this.#acts.broken() };
  }

  list(): AccountView[] {
    return [...this.#all.values()].map(rules.viewOf);
  }
  view(accountId: AccountId): AccountView | null {
    const account = this.#all.get(accountId);
    return account ? rules.viewOf(account) : null;
  }

  /** Whether the account is open still, with the password by which somebody came in. */
  stillLetsIn({ account: { accountId }, password }: CameIn): boolean {
    const now = this.#all.get(accountId);
    return now !== undefined && rules.isActive(now) && now.password === password;
  }

  /** Puts down an act that changes no account. */
  record(by: ActBy, act: Act): Promise<void> {
    return this.#inTurn(() => this.#save([], by, [act]));
  }

  by(accountId: AccountId): ActBy {
    return { who: 'account', accountId, name: this.#all.get(accountId)?.name ?? '' };
  }

  /** An administrator by one of the codes that the start prints. */
  async setUp(code: string, about: { loginName: string; name: string; password: string }) {
    const password = await this.#chosen(about.password, about.loginName, about.name);
    if ('refused' in password) return password;
    return this.#inTurn(async (): Promise<Answered<CameIn>> => {
      if (this.#setupCodes.length === 0) return refuse('setup-done', 'setupCode');
      // Hashes are compared, so that the time it takes says nothing of the code.
      if (!this.#setupCodes.some((one) => hashOf(one) === hashOf(code)))
        return refuse('setup-code-wrong', 'setupCode');
      if (this.#named(about.loginName)) return refuse('login-name-taken', 'loginName');
      const accountId = newAccountId();
      const account: Account = {
        accountId,
        loginName: rules.normalised(about.loginName),
        name: about.name,
        role: 'administrator',
        password: password.encoded,
        totp: null,
        invitation: null,
        wrong: 0,
        pausedUntil: null,
        closed: false,
      };
      await this.#save([account], { who: 'account', accountId, name: about.name }, [
        { type: 'SetUp', accountId },
      ]);
      this.#setupCodes = this.#setupCodes.filter((one) => one !== code);
      return cameIn(account);
    });
  }

  /** Login name, password and where the account has one the authenticator's code. */
  async signIn(loginName: string, password: string, code?: string): Promise<Answered<CameIn>> {
    const known = this.#named(loginName);
    const account = known && rules.isActive(known) ? known : undefined;
    const tried = account ?? this.#tries.stranger(loginName);
    const { accountId } = tried;
    if (!this.#tries.mayTry(tried, this.#now())) return refuse('sign-in-paused', 'loginName');
    return this.#tries.during(accountId, async () => {
      const fits = await passwordFits(password, account?.password ?? null);
      if (account) return this.#inTurn(() => this.#comeIn(account, fits, code));
      this.#tries.strangerWasWrong(loginName, this.#now());
      return refuse('credentials-wrong', 'password');
    });
  }

  /** The account whose password was compared: with another one by now, the old lets nobody in. */
  async #comeIn({ accountId, password }: Account, fits: boolean, code?: string): Promise<Answered<CameIn>> {
    const account = this.#all.get(accountId)!;
    if (!rules.isActive(account) || account.password !== password)
      return refuse('credentials-wrong', 'password');
    if (!fits) return this.#wrong(account, 'credentials-wrong', 'password');
    let { totp } = account;
    if (totp) {
      if (code === undefined) return refuse('totp-missing', 'code');
      const step = totpStep(totp.secret, code, this.#now());
      if (step === null || step <= totp.lastStep) return this.#wrong(account, 'totp-wrong', 'code');
      totp = { ...totp, lastStep: step };
    }
    const after = { ...account, totp, wrong: 0, pausedUntil: null };
    await this.#save([after], this.by(accountId), [{ type: 'SignedIn', accountId }]);
    return cameIn(after);
  }

  async #wrong(account: Account, code: RefusalCode, field: string): Promise<{ refused: Refusal }> {
    const after = rules.afterWrong({ now: this.#now() }, account);
    const { accountId } = account;
    const begins = after.pausedUntil !== null && account.pausedUntil === null;
    const acts: Act[] = [{ type: 'SignInFailed', accountId }];
    if (begins) acts.push({ type: 'SignInPaused', accountId });
    await this.#save([after], { who: 'server' }, acts);
    return refuse(code, field);
  }

  /** A new account, proposed by an administrator. */
  propose(by: AccountId, about: { loginName: string; name: string; role: AccountRole }) {
    return this.#invite(by, (grants, proposer, secrets) =>
      rules.propose(grants, proposer, { accountId: newAccountId(), ...about }, secrets),
    );
  }

  /** A new way in for an account whose owner cannot come in any more. */
  proposeReset(by: AccountId, accountId: AccountId) {
    return this.#invite(by, (grants, proposer, secrets) => {
      const account = this.#all.get(accountId);
      return account
        ? rules.proposeReset(grants, proposer, account, secrets)
        : refuse('account-unknown', 'accountId');
    });
  }

  #invite(
    by: AccountId,
    rule: (
      grants: rules.Grants,
      proposer: Account,
      secrets: { codeHash: string; linkHash: string },
    ) => rules.Ruling,
  ): Promise<Answered<Proposed>> {
    return this.#inTurn(async () => {
      const [code, link] = [newCode(), newSecret()];
      const ruling = await this.#rule(by, (grants, proposer) =>
        rule(grants, proposer, { codeHash: hashOf(code), linkHash: hashOf(link) }),
      );
      if ('refused' in ruling) return ruling;
      const { accountId, invitation } = ruling.account;
      return invitation!.codeHash
        ? { accountId, code }
        : { accountId, link, expiresAt: invitation!.expiresAt! };
    });
  }

  /** The second administrator's yes, and the link for whoever is to come in. */
  approve(by: AccountId, accountId: AccountId): Promise<Answered<{ link: string; expiresAt: number }>> {
    return this.#inTurn(async () => {
      const link = newSecret();
      const ruling = await this.#rule(by, (grants, approver) =>
        this.#about(accountId, (account) => rules.approve(grants, approver, account, hashOf(link))),
      );
      return 'refused' in ruling ? ruling : { link, expiresAt: ruling.account.invitation!.expiresAt! };
    });
  }

  withdraw(by: AccountId, accountId: AccountId): Promise<Answered<Nothing>> {
    return this.#change(by, accountId, (_grants, one, account) => rules.withdraw(one, account));
  }
  close(by: AccountId, accountId: AccountId): Promise<Answered<Nothing>> {
    return this.#change(by, accountId, rules.close);
  }
  endSessions(by: AccountId, accountId: AccountId): Promise<Answered<Nothing>> {
    return this.#change(by, accountId, (_grants, one, account) => rules.endSessions(one, account));
  }
  liftPause(by: AccountId, accountId: AccountId): Promise<Answered<Nothing>> {
    return this.#change(by, accountId, (_grants, one, account) => rules.liftPause(one, account));
  }

  /** For whom an invitation is, by whose wish, and whether its code has to be typed too. */
  invitation(link: string): Answered<{ account: AccountView; needsCode: boolean; proposedBy: string }> {
    const account = this.#invited(link);
    const fault = rules.invitationFault(this.#grants(), account);
    if (fault) return { refused: fault };
    const { codeHash, proposedBy } = account!.invitation!;
    return {
      account: rules.viewOf(account!),
      needsCode: codeHash !== null,
      proposedBy: this.#all.get(proposedBy)?.name ?? '',
    };
  }

  /** Comes in by an invitation with a password of one's own. */
  async accept(link: string, code: string | undefined, password: string): Promise<Answered<CameIn>> {
    const invited = this.invitation(link);
    if ('refused' in invited) return invited;
    const chosen = await this.#chosen(password, invited.account.loginName, invited.account.name);
    if ('refused' in chosen) return chosen;
    return this.#inTurn(async () => {
      const account = this.#invited(link);
      const fault = rules.invitationFault(this.#grants(), account);
      if (fault) return { refused: fault };
      const { codeHash } = account!.invitation!;
      if (codeHash !== null && hashOf(code ?? '') !== codeHash) {
        const { account: after, spoiled } = rules.afterWrongCode(account!);
        const acts: Act[] = spoiled ? [{ type: 'InvitationSpoiled', accountId: after.accountId }] : [];
        await this.#save([after], { who: 'server' }, acts);
        return refuse('invitation-code-wrong', 'code');
      }
      const { account: active, act } = rules.activate(account!, chosen.encoded);
      await this.#save([active], this.by(active.accountId), [act]);
      return cameIn(active);
    });
  }

  async changePassword(accountId: AccountId, old: string, next: string): Promise<Answered<Nothing>> {
    const checked = await this.#confirmed(accountId, old, 'old');
    if ('refused' in checked) return checked;
    const chosen = await this.#chosen(next, checked.account.loginName, checked.account.name);
    if ('refused' in chosen) return { refused: { ...chosen.refused, field: 'next' } };
    return this.#update(accountId, { password: chosen.encoded }, { type: 'PasswordChanged', accountId });
  }

  /** The secret for an authenticator; nothing is asked of it before a code of it has been shown. */
  beginTotp(accountId: AccountId): Answered<{ secret: string; uri: string }> {
    // An open desk must not exchange it: it is taken away with the password first.
    if (this.#all.get(accountId)!.totp) return refuse('totp-on');
    const begun = newTotp(this.#all.get(accountId)!.loginName);
    this.#begunTotp.set(accountId, { secret: begun.secret, until: this.#now() + TOTP_PATIENCE });
    return begun;
  }

  async confirmTotp(accountId: AccountId, code: string): Promise<Answered<Nothing>> {
    const begun = this.#begunTotp.get(accountId);
    if (!begun || begun.until <= this.#now()) return refuse('totp-not-begun');
    const lastStep = totpStep(begun.secret, code, this.#now());
    if (lastStep === null) return refuse('totp-wrong', 'code');
    this.#begunTotp.delete(accountId);
    return this.#update(
      accountId,
      { totp: { secret: begun.secret, lastStep } },
      { type: 'TotpTurnedOn', accountId },
    );
  }

  async removeTotp(accountId: AccountId, password: string): Promise<Answered<Nothing>> {
    const checked = await this.#confirmed(accountId, password, 'password');
    if ('refused' in checked) return checked;
    return this.#update(accountId, { totp: null }, { type: 'TotpTurnedOff', accountId });
  }

  /** The own password once more, before something that a session left open must not do. Wrong ones count. */
  async #confirmed(
    accountId: AccountId,
    password: string,
    field: string,
  ): Promise<Answered<{ account: Account }>> {
    const account = this.#all.get(accountId)!;
    if (!this.#tries.mayTry(account, this.#now())) return refuse('sign-in-paused', field);
    return this.#tries.during(accountId, async (): Promise<Answered<{ account: Account }>> => {
      if (await passwordFits(password, account.password)) return { account };
      return this.#inTurn(() => this.#wrong(this.#all.get(accountId)!, 'credentials-wrong', field));
    });
  }

  async #chosen(password: string, ...names: string[]): Promise<Answered<{ encoded: string }>> {
    const fault = passwordFault(password, 'password', ...names);
    return fault ? { refused: fault } : { encoded: await hashPassword(password) };
  }

  #update(accountId: AccountId, change: Partial<Account>, act: Act): Promise<Nothing> {
    return this.#inTurn(async () => {
      await this.#save([{ ...this.#all.get(accountId)!, ...change }], this.by(accountId), [act]);
      return {};
    });
  }

  #change(
    by: AccountId,
    accountId: AccountId,
    rule: (grants: rules.Grants, by: Account, account: Account) => rules.Ruling,
  ): Promise<Answered<Nothing>> {
    return this.#inTurn(async () => {
      const ruling = await this.#rule(by, (grants, one) =>
        this.#about(accountId, (account) => rule(grants, one, account)),
      );
      return 'refused' in ruling ? ruling : {};
    });
  }

  async #rule(
    byId: AccountId,
    rule: (grants: rules.Grants, by: Account) => rules.Ruling,
  ): Promise<rules.Ruling> {
    const by = this.#all.get(byId);
    if (!by) return refuse('not-allowed');
    const ruling = rule(this.#grants(), by);
    if (!('refused' in ruling)) await this.#save([ruling.account], this.by(byId), [ruling.act]);
    return ruling;
  }

  #about(accountId: AccountId, rule: (account: Account) => rules.Ruling): rules.Ruling {
    const account = this.#all.get(accountId);
    return account ? rule(account) : refuse('account-unknown', 'accountId');
  }

  #grants(): rules.Grants {
    return { accounts: this.#all, now: this.#now() };
  }
  #named(loginName: string): Account | undefined {
    const normalised = rules.normalised(loginName);
    return [...this.#all.values()].find((one) => !one.closed && one.loginName === normalised);
  }
  #invited(link: string): Account | undefined {
    const linkHash = hashOf(link);
    return [...this.#all.values()].find(({ invitation }) => invitation?.linkHash === linkHash);
  }
  #administrators(): number {
    const active = [...this.#all.values()].filter(
      (one) => rules.isActive(one) && one.role === 'administrator',
    );
    return Math.min(active.length, ADMINISTRATORS);
  }

  async #save(accounts: readonly Account[], by: ActBy, acts: readonly Act[]): Promise<void> {
    const lines = this.#acts.next(by, acts);
    await this.#book.save(accounts, lines);
    for (const account of accounts) this.#all.set(account.accountId, account);
    this.#acts.take(lines);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}
