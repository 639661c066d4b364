import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { InquiryId } from '../../../shared/ids.ts';
import { Button } from '../../design/Button.tsx';
import { Notice, RefusalNotice } from '../../design/Notice.tsx';
import { Inquiry } from '../../inquiry/Inquiry.tsx';
import { InquiryLink, inOrder } from '../../inquiry/InquiryList.tsx';
import { inquiryApi } from '../../inquiry/inquiry-api.ts';
import { useReloaded } from '../../reloaded.ts';
import { useConnection, useSaid } from '../../sitting.tsx';
import desk from '../desk.module.css';
import home from '../home/home.module.css';
import { InquiryDesk } from './InquiryDesk.tsx';
import styles from './inquiry.module.css';
import { NewPlan } from './PlanEditor.tsx';
import { blankPlan } from './plan-draft.ts';
import { useRuns } from './runs.ts';
import { ChoicesContext } from './useChoices.ts';

/** 专题询问: planned, prepared, run and ended at this part of the desk. */
export function InquiryPart() {
  const { t } = useTranslation(['inquiry-desk', 'common']);
  const { sittingId } = useConnection();
  const runs = useRuns();
  const [params, setParams] = useSearchParams();
  const listed = useReloaded(() => inquiryApi('GET /api/inquiries'));
  const choices = useReloaded(() =>
    inquiryApi('GET /api/sittings/:sittingId/inquiry-choices', { sittingId }),
  );
  const said = useSaid('sitting:inquiry')?.inquiry;
  // In the address, so that a reload leads back to what was being filled in.
  const planning = runs && params.has('new');
  const plan = () => setParams({ new: 'plan' });
  const leave = () => setParams({});
  const news = JSON.stringify(said);
  const { again } = listed;
  useEffect(() => {
    // Another desk has planned, begun or ended one.
    void news;
    again();
  }, [news, again]);
  if (listed.refusal) return <RefusalNotice refusal={listed.refusal} />;
  if (!listed.value) {
    return listed.trouble ? (
      <Notice tone="warning" live>
        {t('common:line.noServer')}
      </Notice>
    ) : (
      <p className={desk['quiet']}>{t('common:loading')}</p>
    );
  }
  const own = inOrder(listed.value.inquiries.filter((line) => line.sittingId === sittingId));
  const at = own.find(({ inquiryId }) => inquiryId === params.get('inquiry')) ?? own[0];
  const show = (inquiryId: InquiryId) => {
    again();
    setParams({ inquiry: inquiryId });
  };
  return (
    <ChoicesContext value={choices.value ?? { accounts: [], papers: [] }}>
      {own.length > 1 && !planning && (
        <section className={desk['card']} aria-labelledby="which">
          <div className={desk['cardHead']}>
            <h2 id="which">{t('part.choose')}</h2>
          </div>
          <ul className={home['sittings']}>
            {own.map((line) => (
              <li key={line.inquiryId}>
                <InquiryLink
                  line={line}
                  at={line === at}
                  to={`/desk/${sittingId}/inquiry?inquiry=${line.inquiryId}`}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {planning ? (
        <>
          <div className={styles['title']}>
            <h2>{t('plan.newTitle')}</h2>
          </div>
          <NewPlan initial={blankPlan} onPlanned={show} onLeave={leave} />
        </>
      ) : at ? (
        <Inquiry key={at.inquiryId} inquiryId={at.inquiryId} audience="desk">
          <InquiryDesk onPlanAnother={plan} />
        </Inquiry>
      ) : (
        <section className={desk['card']}>
          <Notice tone="information" title={t('part.none')}>
            {runs ? t('part.noneHelp') : t('part.noneOther')}
          </Notice>
          {runs && (
            <div>
              <Button look="primary" onClick={plan}>
                {t('part.begin')}
              </Button>
            </div>
          )}
        </section>
      )}
    </ChoicesContext>
  );
}
