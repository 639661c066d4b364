import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { Accounts, type Answered } from '../../server/accounts/accounts.ts';
import type { AccountBook } from '../../server/accounts/contract.ts';
import { openSqliteAccountBook } from '../../server/accounts/sqlite.ts';

export const sentence = (who: string) => `${who} 只有本人知道的一句话`;
export const people = {
  ma: { loginName: 'Ma.Li', name: '马丽', password: sentence('马') },
  bai: { loginName: 'bai', name: '白云', password: sentence('白') },
  chen: { loginName: 'chen', name: '陈主席', password: sentence('陈') },
} as const;

/** The accounts of one file on the disk, and a clock that tests move. */
export class Office {
  folder!: string;
  /** Milliseconds since 1970. */
  now!: number;
  #books: AccountBook[] = [];

  begin(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'yishi-accounts-'));
    this.now = Date.UTC(2026, 0, 20, 9);
    this.#books = [];
  }

  async end(): Promise<void> {
    await Promise.all(this.#books.map((book) => book.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A second call is a restart. */
  async open(renewSetup = false): Promise<Accounts> {
    await Promise.all(this.#books.splice(0).map((book) => book.close()));
    const book = openSqliteAccountBook(join(this.folder, 'accounts.sqlite'), (error) => {
      throw error;
    });
    this.#books.push(book);
    return Accounts.open(book, () => this.now, renewSetup);
  }

  /** Both administrators, and their accounts' ids. */
  async withAdministrators() {
    const accounts = await this.open();
    const [one, two] = accounts.setupCodes;
    const ma = ok(await accounts.setUp(one!, people.ma)).account.accountId;
    const bai = ok(await accounts.setUp(two!, people.bai)).account.accountId;
    return { accounts, ma, bai };
  }
}

/** A new one for each test of the file. */
export function officeForThisFile(): Office {
  const office = new Office();
  beforeEach(() => office.begin());
  afterEach(() => office.end());
  return office;
}

export function ok<T extends object>(answer: Answered<T>): T {
  if ('refused' in answer) throw new Error(`${answer.refused.code} ${answer.refused.field ?? ''}`);
  return answer;
}

export const codeOf = (answer: object) =>
  'refused' in answer ? (answer.refused as { code: string }).code : 'ok';
