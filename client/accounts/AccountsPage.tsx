import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import type { AccountView } from '../../shared/accounts.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { useReloaded } from '../reloaded.ts';
import { useSession } from '../session.tsx';
import { AccountLine } from './AccountLine.tsx';
import { ActDialog } from './ActDialog.tsx';
import styles from './accounts.module.css';
import { Handover, type Made } from './Handover.tsx';
import { NewAccount } from './NewAccount.tsx';
import { type AccountAct, type Group, grouped } from './next-step.ts';
import { StaffFrame, useMayOpen, useMe } from './StaffFrame.tsx';
import { staffApi } from './staff-api.ts';

type Open = { act: AccountAct; account: AccountView } | { made: Made } | null;

/** `/accounts`: who may come in as what, who is needed for the next step of each, and new ones. */
export function AccountsPage() {
  const { t } = useTranslation(['accounts', 'common']);
  const { clockSkew } = useSession();
  const { value, refusal, trouble, again } = useReloaded(() => staffApi('GET /api/accounts'));
  const [open, setOpen] = useState<Open>(null);
  const me = useMe();
  const now = Date.now() - clockSkew;
  const accounts = value?.accounts ?? [];
  const names = useMemo(
    () => new Map(accounts.map((one) => [one.accountId as string, one.name])),
    [accounts],
  );
  if (!useMayOpen('accounts')) return <Redirect to="/" replace />;
  const made = (about: Made) => {
    setOpen({ made: about });
    again();
  };
  const close = () => {
    setOpen(null);
    again();
  };
  return (
    <StaffFrame at="accounts">
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {refusal && <RefusalNotice refusal={refusal} />}
          {trouble && (
            <Notice tone="warning" live>
              {t('common:line.noServer')}
            </Notice>
          )}
          {value && value.setupCodesOpen > 0 && (
            <Notice tone="warning" title={t('list.missing', { count: value.setupCodesOpen })}>
              {t('list.missingHelp')}
            </Notice>
          )}
          {!value && !refusal && !trouble && <p className={desk['quiet']}>{t('common:loading')}</p>}
          {grouped(accounts, me, now).map((group) => (
            <Accounts
              key={group.name}
              group={group}
              names={names}
              now={now}
              onAct={(act, account) => setOpen({ act, account })}
            />
          ))}
          {value && (
            <div>
              <Button look="quiet" onClick={again}>
                {t('list.again')}
              </Button>
            </div>
          )}
        </div>
        <NewAccount onMade={made} onTried={again} />
      </div>
      {open && 'act' in open && <ActDialog {...open} names={names} onMade={made} onClose={close} />}
      {open && 'made' in open && <Handover made={open.made} onClose={close} />}
    </StaffFrame>
  );
}

interface Listed {
  group: Group;
  names: ReadonlyMap<string, string>;
  now: number;
  onAct: (act: AccountAct, account: AccountView) => void;
}

function Accounts({ group: { name, accounts }, ...rest }: Listed) {
  const { t } = useTranslation('accounts');
  const people = (
    <ul className={styles['people']}>
      {accounts.map((account) => (
        <AccountLine key={account.accountId} account={account} {...rest} />
      ))}
    </ul>
  );
  if (name === 'closed') {
    return (
      <details className={styles['closed']}>
        <summary>{t('list.closed', { count: accounts.length })}</summary>
        <div className={desk['card']}>{people}</div>
      </details>
    );
  }
  return (
    <section className={desk['card']} aria-labelledby={`group-${name}`}>
      <div className={desk['cardHead']}>
        <h2 id={`group-${name}`}>{t(`list.${name}`)}</h2>
      </div>
      {people}
    </section>
  );
}
