import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { ChainedAct } from '../../shared/accounts.ts';
import { inTransaction, makeDurable, serveBatches } from '../commit/worker.ts';
import type { Account } from './contract.ts';

export type AccountRequest =
  | { op: 'accounts' }
  | { op: 'acts' }
  | { op: 'save'; accounts: readonly Account[]; acts: readonly ChainedAct[] };
export type AccountAnswer =
  | { op: 'accounts'; accounts: Account[] }
  | { op: 'acts'; acts: ChainedAct[] }
  | { op: 'save' };

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
db.exec(`
  CREATE TABLE IF NOT EXISTS accounts (account_id TEXT PRIMARY KEY, account TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS acts (number INTEGER PRIMARY KEY, entry TEXT NOT NULL, link TEXT NOT NULL);
`);
const sql = {
  accounts: db.prepare('SELECT account FROM accounts ORDER BY rowid'),
  putAccount: db.prepare(
    'INSERT INTO accounts (account_id, account) VALUES (?, ?) ON CONFLICT DO UPDATE SET account = excluded.account',
  ),
  acts: db.prepare('SELECT entry, link FROM acts ORDER BY number'),
  putAct: db.prepare('INSERT INTO acts (number, entry, link) VALUES (?, ?, ?)'),
};

function carryOut(request: AccountRequest): AccountAnswer {
  switch (request.op) {
    case 'accounts':
      return {
        op: 'accounts',
        accounts: sql.accounts.all().map((row) => JSON.parse(row['account'] as string) as Account),
      };
    case 'acts':
      return {
        op: 'acts',
        acts: sql.acts
          .all()
          .map((row) => ({ entry: JSON.parse(row['entry'] as string), link: row['link'] }) as ChainedAct),
      };
    case 'save':
      for (const account of request.accounts) sql.putAccount.run(account.accountId, JSON.stringify(account));
      for (const { entry, link } of request.acts) sql.putAct.run(entry.number, JSON.stringify(entry), link);
      return { op: 'save' };
    default:
      return request satisfies never;
  }
}

serveBatches((batch: readonly AccountRequest[]) => inTransaction(db, () => batch.map(carryOut)), db);
