import type { ProductSlug, ProductText } from '../products.ts'

export const en: Record<ProductSlug, ProductText> = {
  kettle: {
    name: 'Enamel kettle',
    summary: 'For slow mornings and a full pot',
    description:
      'A wide base that heats evenly and a spout that stops where you stop. The beech handle stays cool on gas, ceramic and induction.',
    material: 'Enamelled steel, beech',
  },
  lamp: {
    name: 'Paper table lamp',
    summary: 'Light like late afternoon',
    description:
      'A pleated paper shade softens the light before it reaches the table. A dimmer sits on the cord, where your hand already is.',
    material: 'Washi paper, brass',
  },
  bowl: {
    name: 'Stoneware bowls, set of four',
    summary: 'Rice, soup, fruit, keys',
    description:
      'Thrown, glazed once and left a little uneven, so no two are alike. They nest, and they go in oven and dishwasher.',
    material: 'Stoneware',
  },
  blanket: {
    name: 'Lambswool throw',
    summary: 'Warm before the heating is',
    description:
      'Woven on an old loom and brushed until it is soft on bare arms. Large enough for two on a sofa, light enough to take outside.',
    material: '100 % lambswool',
  },
  chair: {
    name: 'Spindle-back chair',
    summary: 'Sits straight, feels easy',
    description:
      'Seven turned spindles that give a little when you lean back. Joined with wedges instead of screws; it arrives assembled.',
    material: 'Solid ash, oil finish',
  },
  tray: {
    name: 'Walnut tray',
    summary: 'From kitchen to sofa in one go',
    description:
      'Cut from one plank, with a rim high enough for a full cup and a curve that fits your fingers. Wipe it and oil it twice a year.',
    material: 'Walnut',
  },
  mug: {
    name: 'Speckled mug',
    summary: 'A handle for three fingers',
    description:
      'The clay is full of iron that shows through the glaze as freckles. It keeps coffee warm for the length of a call.',
    material: 'Stoneware',
  },
  vase: {
    name: 'Tall stem vase',
    summary: 'Two branches are enough',
    description:
      'A narrow neck holds a few stems upright without any foam. The foot is weighted, so a curious cat changes nothing.',
    material: 'Porcelain, matt glaze',
  },
  sofa: {
    name: 'Two-seat sofa',
    summary: 'Made for you in five weeks',
    description:
      'Choose the fabric and the leg colour after you order; our workshop builds it once you confirm. Covers come off for washing.',
    material: 'Pine frame, linen blend',
  },
  candle: {
    name: 'Pine resin candle',
    summary: 'A walk in the woods, indoors',
    description:
      'Soy wax with pine resin and a trace of sea salt. It burns for forty hours, and the glass becomes a tumbler.',
    material: 'Soy wax, glass',
  },
  clock: {
    name: 'Quiet wall clock',
    summary: 'No tick, no numbers, no hurry',
    description: 'The second hand glides, so it is silent enough for a bedroom. One battery lasts about two years.',
    material: 'Ash, silent movement',
  },
  basket: {
    name: 'Willow basket',
    summary: 'For bread, yarn or everything',
    description:
      'Woven from whole willow by a family of makers who also plant it. It creaks at first and settles with use.',
    material: 'Willow, cotton lining',
  },
  board: {
    name: 'Oak cutting board',
    summary: 'One side to cut, one to serve',
    description: 'Quarter-sawn oak that is kind to knives and slow to warp. A hole in the handle hangs it up to dry.',
    material: 'Solid oak',
  },
  stool: {
    name: 'Three-legged stool',
    summary: 'Never wobbles, on any floor',
    description:
      'Three legs stand firm even on old stone floors. A seat beside the stove, a table beside the bath, a step to the shelf.',
    material: 'Solid pine, soap finish',
  },
  cushion: {
    name: 'Linen cushion',
    summary: 'Washed soft from day one',
    description:
      'Stone-washed linen with a single woven stripe. Cover and feather inner are both included; the cover is washable.',
    material: 'Linen, feather inner',
  },
  shelf: {
    name: 'Peg shelf',
    summary: 'Coats below, plants above',
    description:
      'Five pegs that take a winter coat each and a plank for what should stay in sight. Screws and template included.',
    material: 'Solid ash',
  },
}
