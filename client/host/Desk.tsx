import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { SittingId } from '../../shared/ids.ts';
import { deskRoles } from '../../shared/roles.ts';
import { Notice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { homeOf } from '../entrance/home-of.ts';
import { useSession } from '../session.tsx';
import { SittingLine } from '../sitting.tsx';
import { DeskTheme } from './DeskTheme.tsx';
import { DeskHome } from './home/DeskHome.tsx';
import { SittingDesk } from './SittingDesk.tsx';

/** The desk of operator, chair and administrator: the list of sittings, or one sitting in its parts. */
export function Desk({ sittingId, part }: { sittingId: string | undefined; part: string | undefined }) {
  const { t } = useTranslation(['host', 'common']);
  const { principal } = useSession();
  if (principal.role === 'deputy' || !deskRoles.includes(principal.role)) {
    return <Redirect to={homeOf(principal)} replace />;
  }
  const known = SittingId.safeParse(sittingId);
  if (sittingId !== undefined && !known.success) {
    return (
      <Plain title={t('noSitting')}>
        <Notice tone="information">
          <a href="/desk">{t('allSittings')}</a>
        </Notice>
      </Plain>
    );
  }
  return (
    <DeskTheme>
      {known.success ? (
        <SittingLine key={known.data} sittingId={known.data}>
          <SittingDesk sittingId={known.data} part={part} />
        </SittingLine>
      ) : (
        <DeskHome />
      )}
    </DeskTheme>
  );
}
