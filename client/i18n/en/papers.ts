export default {
  title: 'Papers',
};
