package match

import "strings"

// commonWords are words that many news texts have, folded, with the share that has them:
// counted over English web news and newswire, and the function words of some other languages.
var commonWords = func() map[string]float64 {
	shares := map[string]float64{}
	for share, words := range map[float64]string{
		0.6: `
		in a the of and to for on it is with that from by at an be as said this but not are has will was
		have which its also one or more about they up year 1 all new would their if than other been over
		can 2 when there we
		и в не на что с по из за для от это как к у его но о а до de la le les et des en un une du que
		est dans pour pas sur au par ce plus y el los las una por con para se del al como lo der die das
		und den von zu mit sich auf fur ist im dem nicht ein eine als auch es werden di il che per non
		sono da e o os do em um uma com nao के का की में है और से को ने पर यह في من على ان الى عن التي
		هذا ما مع`,
		0.25: `
		some two into were after time no out so first last while what 5 had most he you 3 your who make
		only 4 like these how because now through any could may just them do well i before years 10 even
		u many such between get made take help much use should three need our long both down work where
		here company way those market 6 7 around 8 high being don still including same people world end
		best see then under since each day back another 000 part next based want set today without
		making however during good right 20 off own billion 30 very told experience go every full know
		15 might better 9 week five whether used against month find less share us using his different
		added start real top level across per few four look too price 12 already group did government
		offer 50 think major come business support small current does going often my cost keep increase
		available months system important why bank due great state international say me free further
		higher give likely point days within easy expected lot provide interest place rate key plan
		include little industry let makes lower put 25 several according term needs team process early
		things life 100`,
		0.1: `
		working always low looking create far home everything choose value total features large trade
		once must something actually companies means show common number possible future simple six non
		online money instead really second prices recent space multiple works change earlier least
		public become times learn past country check data especially consider following short foreign
		general 11 open having information comes strong 14 though until big called tools offers move
		management enough costs president helps among pay design specific 0 control growth run getting
		quality plans financial corp buy able build development service later states close others taking
		list results perfect read creating production never compared understand personal options focus
		continue below single example research person found sure cut allow everyone march clear started
		american local half national yourself mind case needed investment lead together house her test
		add power longer range yet quickly agreement result additional says 16 services exchange inc
		issues type potential performance stock along rise won products away access average hard 13
		rates asked play essential meeting changes issue given includes debt seen third questions sales
		program reduce post countries above impact line known united someone choice old 40 thing fall
		budget try demand ever building april 17 step official problem 18 expect again january similar
		built meet community fast popular feature levels ways economic media easier oil terms sources
		got difference doing report shares worth almost fit designed offering overall either amount
		hours rather easily learning starting form news certain although approach technology statement
		quick allows live main area energy true care tool order period effective reported systems adding
		500 course final despite areas increased hand review bring decision platform modern model
		sometimes video 2023 ready significant option latest ensure name deep extra professional bit
		reach plus probably annual currently self track sense board weeks leading ago february avoid
		deal details focused department done action usually minutes software understanding content
		finance resources 24 family announced return product 2024 store 19 improve require growing takes
		users version digital favorite finally size late she account complete december took regular
		history exactly project side risk private behind benefits reason banks sell ones uses remain
		points stay whole policy directly source social trying types remember spend officials capital 60
		daily left city job app friendly standard health call office anything net fact beyond nearly
		hold inside provides hit came markets balance game highly related face york credit light
		addition challenges front speed choosing basic drop coming saying giving operations completely
		explore core problems loss particularly record idea ai age typically`,
	} {
		for w := range strings.FieldsSeq(words) {
			shares[w] = share
		}
	}
	return shares
}()
