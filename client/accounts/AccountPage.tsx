import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import type { AccountView } from '../../shared/accounts.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { useReloaded } from '../reloaded.ts';
import { untilAnswered } from '../trying.ts';
import { Authenticator } from './Authenticator.tsx';
import styles from './accounts.module.css';
import { ChangePassword } from './ChangePassword.tsx';
import { StaffFrame, useMayOpen } from './StaffFrame.tsx';
import { staffApi } from './staff-api.ts';

/** `/account`: one's own account. */
export function AccountPage() {
  const { t } = useTranslation(['accounts', 'common']);
  const { value, refusal, trouble, again } = useReloaded(() => staffApi('GET /api/staff/me'));
  if (!useMayOpen('account')) return <Redirect to="/" replace />;
  return (
    <StaffFrame at="account">
      <div className={styles['columns']} data-even>
        {refusal && <RefusalNotice refusal={refusal} />}
        {trouble && (
          <Notice tone="warning" live>
            {t('common:line.noServer')}
          </Notice>
        )}
        {value ? (
          <>
            <div className={styles['column']}>
              <WhoIAm account={value.account} />
              <Authenticator account={value.account} onChange={again} />
            </div>
            <div className={styles['column']}>
              <ChangePassword loginName={value.account.loginName} />
              <EverywhereOut />
            </div>
          </>
        ) : (
          !refusal && !trouble && <p className={desk['quiet']}>{t('common:loading')}</p>
        )}
      </div>
    </StaffFrame>
  );
}

function WhoIAm({ account: { name, loginName, role } }: { account: AccountView }) {
  const { t } = useTranslation(['accounts', 'common']);
  return (
    <section className={desk['card']} aria-labelledby="who">
      <div className={desk['cardHead']}>
        <h2 id="who">{t('own.title')}</h2>
      </div>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('name')}</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>{t('loginName')}</dt>
          <dd>{loginName}</dd>
        </div>
        <div>
          <dt>{t('role')}</dt>
          <dd>{t(`common:role.${role}`)}</dd>
        </div>
      </dl>
    </section>
  );
}

function EverywhereOut() {
  const { t } = useTranslation('accounts');
  const signOut = async () => {
    // Asked again after a lost answer it is refused: nobody is signed in any more, as was wanted.
    await untilAnswered(() => staffApi('POST /api/staff/sign-out-everywhere', {}, {}));
    location.assign('/');
  };
  return (
    <section className={desk['card']} aria-labelledby="everywhere">
      <div className={desk['cardHead']}>
        <h2 id="everywhere">{t('everywhere.title')}</h2>
      </div>
      <p>{t('everywhere.help')}</p>
      <div>
        <Button onClick={() => void signOut()}>{t('everywhere.button')}</Button>
      </div>
    </section>
  );
}
