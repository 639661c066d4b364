import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../shared/accounts.ts';
import { twoPeopleRoles } from '../../shared/roles.ts';
import { Button } from '../design/Button.tsx';
import desk from '../host/desk.module.css';
import { useFormat } from '../i18n/format.ts';
import styles from './accounts.module.css';
import { type AccountAct, actsOn, isPaused, waitingFor } from './next-step.ts';
import { useMe } from './StaffFrame.tsx';

interface Props {
  account: AccountView;
  names: ReadonlyMap<string, string>;
  now: number;
  onAct: (act: AccountAct, account: AccountView) => void;
}

/** One account: whose, as what, who is needed next, and what can be done. */
export function AccountLine({ account, names, now, onAct }: Props) {
  const { t } = useTranslation(['accounts', 'common']);
  const format = useFormat();
  const me = useMe();
  const { name, loginName, role, totp, pausedUntil } = account;
  const next = useNextStep(account, names, now);
  return (
    <li>
      <div className={styles['person']}>
        <h3>{name}</h3>
        <span className={desk['quiet']}>{loginName}</span>
        <span className={desk['tag']}>{t(`common:role.${role}`)}</span>
        {account.accountId === me && <span className={desk['tag']}>{t('list.you')}</span>}
        {totp && <span className={desk['tag']}>{t('list.totp')}</span>}
      </div>
      {isPaused(account, now) && <p>{t('list.pausedUntil', { time: format.time(pausedUntil!) })}</p>}
      {next !== '' && <p>{next}</p>}
      <div className={styles['acts']}>
        {actsOn(account, me, now).map((act) => (
          <Button
            key={act}
            look={act === 'approve' ? 'plain' : 'quiet'}
            aria-label={t(`act.${act}.label`, { name })}
            onClick={() => onAct(act, account)}
          >
            {t(`act.${act}.action`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

/** Who has to do what, in a sentence; empty where nothing waits. */
function useNextStep(account: AccountView, names: ReadonlyMap<string, string>, now: number): string {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const me = useMe();
  const { name, role, standing, invitation } = account;
  if (!invitation) return '';
  const about = {
    name,
    by: names.get(invitation.proposedBy) ?? '',
    at: invitation.expiresAt === null ? '' : format.dateTime(invitation.expiresAt),
  };
  const anew = standing === 'active';
  const own = account.accountId === me;
  const two = twoPeopleRoles.includes(role);
  const waiting = waitingFor(account, me, now);
  switch (waiting) {
    case 'nothing':
      return '';
    case 'mine':
      return anew ? t('next.mineAnew', about) : t('next.mine', about);
    case 'approval':
      if (own) return t('next.approvalOwn', about);
      return anew ? t('next.approvalAnew', about) : t('next.approval', about);
    case 'owner':
      return two ? t('next.owner', about) : t('next.ownerOne', about);
    case 'link':
      return two ? t('next.link', about) : t('next.linkOne', about);
    default:
      return waiting satisfies never;
  }
}
