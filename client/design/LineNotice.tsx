import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useSession } from '../session.tsx';
import { useSitting } from '../sitting.tsx';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** What a broken line means for the person in front of it; nothing while it is alive. */
export function LineNotice() {
  const { t } = useTranslation();
  const format = useFormat();
  const { clockSkew, principal } = useSession();
  const { status, since } = useSitting();
  switch (status) {
    case 'live':
    case 'connecting':
      return null;
    case 'lost':
      return (
        <Notice tone="warning" title={t('line.lost')}>
          {since === null ? undefined : t('line.lostSince', { time: format.time(since - clockSkew) })}
        </Notice>
      );
    case 'ended':
      return (
        <Notice tone="error" live title={t('line.ended')}>
          {principal.role === 'deputy' ? (
            t('line.endedHelp')
          ) : (
            <>
              <p>{t('line.endedStaff')}</p>
              <Button look="quiet" onClick={() => location.reload()}>
                {t('line.signIn')}
              </Button>
            </>
          )}
        </Notice>
      );
    case 'not-allowed':
      return (
        <Notice tone="error" live title={t('line.notAllowed')}>
          {t('line.notAllowedHelp')}
        </Notice>
      );
    case 'outdated':
      return (
        <Notice tone="warning" live title={t('line.outdated')}>
          <p>{t('line.outdatedHelp')}</p>
          <Button look="quiet" onClick={() => location.reload()}>
            {t('line.reload')}
          </Button>
        </Notice>
      );
    default:
      return status satisfies never;
  }
}
