import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { LinkCard } from '../host/LinkCard.tsx';
import styles from './accounts.module.css';

/** What its maker sees once and hands on. A link that came after a code needs that code too. */
export type Made = { name: string } & (
  | { code: string }
  | { link: string; expiresAt: number; withCode: boolean; proposedBy: string }
);

export function Handover({ made, onClose }: { made: Made; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const { name } = made;
  return (
    <Dialog
      title={'code' in made ? t('handover.codeTitle', { name }) : t('handover.linkTitle', { name })}
      onClose={onClose}
      buttons={
        <Button look="primary" onClick={onClose}>
          {t('handover.done')}
        </Button>
      }
    >
      {'code' in made ? (
        <>
          <p className={styles['code']}>{made.code.match(/.{4}/g)!.join(' ')}</p>
          <ol className={styles['steps']}>
            <li>{t('handover.codeTell', { name })}</li>
            <li>{t('handover.codeApprove', { name })}</li>
            <li>{t('handover.codeThen', { name })}</li>
          </ol>
        </>
      ) : (
        <>
          <p>
            {made.withCode
              ? t('handover.linkGiveTwo', { name, by: made.proposedBy })
              : t('handover.linkGive', { name })}
          </p>
          <LinkCard made={made} to="invitation" />
        </>
      )}
    </Dialog>
  );
}
