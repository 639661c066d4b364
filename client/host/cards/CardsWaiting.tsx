import { useTranslation } from 'react-i18next';
import { CommandId, type DeputyId } from '../../../shared/ids.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useSitting } from '../../sitting.tsx';
import { newId } from '../../trying.ts';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import styles from './cards.module.css';

/** Deputies who stand before a tablet and cannot go on: locked cards and second tablets. */
export function CardsWaiting() {
  const { t } = useTranslation(['cards']);
  const role = useStaffRole();
  const { sittingId, roll, scrutineerCards } = useView();
  const { cards } = useSitting();
  const request = useRequest();
  const { locked, takeovers } = cards;
  const deputyOf = (deputyId: DeputyId) => roll?.find(({ deputy }) => deputy.deputyId === deputyId)?.deputy;
  const who = (deputyId: DeputyId) => {
    const deputy = deputyOf(deputyId);
    return deputy ? t('who', { name: deputy.name, seat: deputy.seat }) : deputyId;
  };
  const needsTwo = (deputyId: DeputyId) => scrutineerCards?.some((one) => one.deputyId === deputyId);
  const commandId = () => CommandId.parse(newId());
  const unlock = (deputyId: DeputyId) => {
    const body = { commandId: commandId(), deputyId };
    const route = 'POST /api/sittings/:sittingId/card-unlocks';
    void request.send(() => api(route, { sittingId }, body));
  };
  const answer = (takeoverId: (typeof takeovers)[number]['takeoverId'], agree: boolean) => {
    const body = { commandId: commandId(), takeoverId, agree };
    void request.send(() => api('POST /api/sittings/:sittingId/takeovers', { sittingId }, body));
  };
  const operates = role === 'operator';
  if (locked.length + takeovers.length === 0) return null;
  return (
    <section className={desk['card']} aria-labelledby="cards-waiting">
      <h2 id="cards-waiting" className={styles['title']}>
        {t('waitingTitle')}
      </h2>
      <ul className={styles['waiting']} aria-live="polite">
        {takeovers.map(({ takeoverId, deputyId }) => (
          <li key={takeoverId}>
            <p className={styles['what']}>{t('takeover.what')}</p>
            <p>{who(deputyId)}</p>
            <p className={desk['help']}>{t(needsTwo(deputyId) ? 'takeover.ownTablet' : 'takeover.help')}</p>
            {operates && (
              <div className={desk['row']}>
                {!needsTwo(deputyId) && (
                  <Button
                    look="quiet"
                    disabled={request.busy}
                    aria-label={t('takeover.agreeOf', { who: who(deputyId) })}
                    onClick={() => answer(takeoverId, true)}
                  >
                    {t('takeover.agree')}
                  </Button>
                )}
                <Button
                  look="quiet"
                  disabled={request.busy}
                  aria-label={t('takeover.refuseOf', { who: who(deputyId) })}
                  onClick={() => answer(takeoverId, false)}
                >
                  {t('takeover.refuse')}
                </Button>
              </div>
            )}
          </li>
        ))}
        {locked.map((deputyId) => (
          <li key={deputyId}>
            <p className={styles['what']}>{t('locked.what')}</p>
            <p>{who(deputyId)}</p>
            <p className={desk['help']}>{t(needsTwo(deputyId) ? 'locked.needsTwo' : 'locked.help')}</p>
            {operates && !needsTwo(deputyId) && (
              <Button
                look="quiet"
                disabled={request.busy}
                aria-label={t('locked.unlockOf', { who: who(deputyId) })}
                onClick={() => unlock(deputyId)}
              >
                {t('locked.unlock')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <CommandNote state={request.state} />
    </section>
  );
}
