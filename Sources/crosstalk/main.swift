import Commands

Crosstalk.main()
