import { Redirect } from 'wouter';
import { useSession } from '../session.tsx';
import { homeOf } from './home-of.ts';

/** `/`: everyone is sent where their role works. */
export function Home() {
  return <Redirect to={homeOf(useSession().principal)} replace />;
}
