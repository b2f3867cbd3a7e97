print("turnover")
