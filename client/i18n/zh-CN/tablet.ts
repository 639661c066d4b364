export default {
  title: '代表平板',
};
