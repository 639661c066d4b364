import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Principal } from '../../shared/protocol.ts';
import { AccountRole, deskRoles, type StaffRole } from '../../shared/roles.ts';
import { api } from '../api.ts';
import { Button } from '../design/Button.tsx';
import { LanguageSwitch, TextSize } from '../design/preferences.tsx';
import { useSession } from '../session.tsx';
import { untilAnswered } from '../trying.ts';
import styles from './staff-frame.module.css';

const pages = {
  sittings: { path: '/desk', for: deskRoles },
  inquiries: { path: '/inquiries', for: ['moderator', 'department', 'noteTaker'] },
  accounts: { path: '/accounts', for: ['administrator'] },
  acts: { path: '/acts', for: deskRoles },
  account: { path: '/account', for: AccountRole.options },
} as const satisfies Record<string, { path: string; for: readonly StaffRole[] }>;
export type StaffPage = keyof typeof pages;

/** Everything of the staff that is no sitting: where one is, who one is, and the way out. */
export function StaffFrame({ at, children }: { at: StaffPage; children: ReactNode }) {
  const { t } = useTranslation(['accounts', 'common']);
  const { principal } = useSession();
  const title = t(`page.${at}`);
  useEffect(() => {
    document.title = `${title} · ${t('common:product')}`;
  }, [title, t]);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['product']}>
          <img src="/icon.svg" alt="" />
          <h1>{title}</h1>
        </div>
        <div className={styles['tools']}>
          <span className={styles['who']}>
            <strong>{principal.role === 'deputy' ? '' : principal.label}</strong>
            <span>{t(`common:role.${principal.role}`)}</span>
          </span>
          <SignOut />
          <TextSize />
          <LanguageSwitch />
        </div>
      </header>
      <PageLinks at={at} />
      <main>{children}</main>
    </div>
  );
}

/** Whether this page is for the role of whoever is signed in. */
export function useMayOpen(page: StaffPage): boolean {
  return opensTo(page, useSession().principal.role);
}

/** The own account's id. */
export function useMe(): string {
  const { principal } = useSession();
  return 'accountId' in principal ? principal.accountId : '';
}

function opensTo(page: StaffPage, role: Principal['role']): boolean {
  const roles: readonly string[] = pages[page].for;
  return roles.includes(role);
}

function PageLinks({ at }: { at: StaffPage }) {
  const { t } = useTranslation('accounts');
  const { role } = useSession().principal;
  const mine = (Object.keys(pages) as StaffPage[]).filter((page) => opensTo(page, role));
  if (mine.length < 2) return null;
  return (
    <nav className={styles['pages']} aria-label={t('page.label')}>
      <ul>
        {mine.map((page) => (
          <li key={page}>
            <Link href={pages[page].path} aria-current={page === at ? 'page' : undefined}>
              {t(`page.${page}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SignOut() {
  const { t } = useTranslation('accounts');
  const signOut = async () => {
    await untilAnswered(() => api('POST /api/sign-out', {}, {}));
    location.assign('/');
  };
  return (
    <Button look="quiet" onClick={() => void signOut()}>
      {t('signOut')}
    </Button>
  );
}
