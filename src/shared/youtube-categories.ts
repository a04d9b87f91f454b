/** YouTube's own numbers of the categories a video can be put in. */
export const youtubeCategories = [
  ...(['1', '2', '10', '15', '17', '19', '20', '22', '23', '24', '25', '26', '27', '28'] as const),
  '29',
] as const
